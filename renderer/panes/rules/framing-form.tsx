import { configure, useEndpoint } from '../../state/endpoints';
import { FramingFields } from './framing-fields';

/** How what an endpoint receives is cut into messages. Applies at once, as far as it is whole. */
export const FramingForm = ({ id }: { readonly id: string }) => {
  const setting = useEndpoint(id, (endpoint) => endpoint.framing);
  if (setting === undefined) return null;
  return (
    <FramingFields
      setting={setting}
      onChange={(patch) =>
        configure(id, (endpoint) => ({ ...endpoint, framing: { ...endpoint.framing, ...patch } }))
      }
    />
  );
};
