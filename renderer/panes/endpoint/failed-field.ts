import type { EndpointConfig } from '../../../core/contract/endpoint';
import type { Failure } from '../../../core/contract/failure';

/** Failures about one field as it was typed; `params.value` is what stood there, without it the field was empty. */
const ABOUT_A_FIELD = /^EINVAL_(?:PORT|HOST|PATH|LOCAL_ADDRESS)/;

type Fields = Pick<EndpointConfig, 'protocol' | 'address' | 'port' | 'path' | 'options' | 'tls'>;

/** Whether the option that a number was wrong in (EINVAL_NUMBER) holds another one. */
const isAnotherNumber = ({ params }: Failure, { options, tls }: Fields): boolean => {
  const numbers: Readonly<Record<string, unknown>> = {
    ...options,
    handshakeTimeout: tls.handshakeTimeout,
  };
  const typed = numbers[String(params?.field)];
  return typeof typed === 'string' && typed.trim() !== params?.value;
};

/** Whether a failure is about a value that no field holds any more: it was mended, and nothing is to be said. */
export const isMended = (failure: Failure, fields: Fields): boolean => {
  const { code, params } = failure;
  const { protocol, address, port, path, options } = fields;
  if (code === 'EINVAL_NUMBER') return isAnotherNumber(failure, fields);
  if (!ABOUT_A_FIELD.test(code)) return false;
  // Another protocol has other fields.
  if (code.startsWith('EINVAL_PATH') !== (protocol === 'local')) return true;
  const wrong = params?.value ?? '';
  // The local ones may be empty.
  if (protocol === 'local') return path.trim() !== wrong;
  if (wrong === '') return (code === 'EINVAL_PORT' ? port : address).trim() !== '';
  return ![address, port, options.localAddress, options.localPort].some((typed) => typed.trim() === wrong);
};
