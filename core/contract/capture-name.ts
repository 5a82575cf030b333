/** The file name that a capture is offered to be saved under: `porthole-2026-11-22-154500.pcapng`, in local time. */
export const captureFileName = (begun: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${begun.getFullYear()}-${two(begun.getMonth() + 1)}-${two(begun.getDate())}`;
  const time = `${two(begun.getHours())}${two(begun.getMinutes())}${two(begun.getSeconds())}`;
  return `porthole-${day}-${time}.pcapng`;
};
