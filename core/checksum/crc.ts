import type { Running } from './checksum';
import type { CrcModel } from './crc-model';
import { narrowCrc } from './crc-narrow';
import { wideCrc } from './crc-wide';

/** A CRC of any model of 3 to 82 bits. */
export const startCrc = (model: CrcModel): Running => (model.width <= 32 ? narrowCrc(model) : wideCrc(model));
