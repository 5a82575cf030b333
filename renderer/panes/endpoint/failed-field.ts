import type { EndpointConfig } from '../../../core/contract/endpoint';
import type { Failure } from '../../../core/contract/failure';

/** Failures about one field as it was typed; `params.value` is what stood there, without it the field was empty. */
const ABOUT_A_FIELD = /^EINVAL_(?:PORT|HOST|LOCAL_ADDRESS)/;

type Fields = Pick<EndpointConfig, 'address' | 'port' | 'options'>;

/** Whether a failure is about a value that no field holds any more: it was mended, and nothing is to be said. */
export const isMended = ({ code, params }: Failure, { address, port, options }: Fields): boolean => {
  if (!ABOUT_A_FIELD.test(code)) return false;
  const wrong = params?.value ?? '';
  // The local ones may be empty.
  if (wrong === '') return (code === 'EINVAL_PORT' ? port : address).trim() !== '';
  return ![address, port, options.localAddress, options.localPort].some((typed) => typed.trim() === wrong);
};
