import type { Checksum } from './checksum';
import { startCrc } from './crc';
import type { CrcModel } from './crc-model';

/*
 * Every model of Greg Cook's "Catalogue of parametrised CRC algorithms" (reveng.sourceforge.io/crc-catalogue/all.htm),
 * by width and name: width, poly, init, refin, refout, xorout, and the check value, which is the CRC of the nine
 * characters 123456789. Numbers are hexadecimal but for the width. What follows are other names in use.
 */
const TABLE = `
CRC-3/GSM                 3        3        0 n n        7        4
CRC-3/ROHC                3        3        7 y y        0        6
CRC-4/G-704               4        3        0 y y        0        7  CRC-4 CRC-4/ITU
CRC-4/INTERLAKEN          4        3        f n n        f        b
CRC-5/EPC-C1G2            5       09       09 n n       00       00  CRC-5/EPC
CRC-5/G-704               5       15       00 y y       00       07  CRC-5/ITU
CRC-5/USB                 5       05       1f y y       1f       19  CRC-5
CRC-6/CDMA2000-A          6       27       3f n n       00       0d
CRC-6/CDMA2000-B          6       07       3f n n       00       3b
CRC-6/DARC                6       19       00 y y       00       26
CRC-6/G-704               6       03       00 y y       00       06  CRC-6 CRC-6/ITU
CRC-6/GSM                 6       2f       00 n n       3f       13
CRC-7/MMC                 7       09       00 n n       00       75  CRC-7
CRC-7/ROHC                7       4f       7f y y       00       53
CRC-7/UMTS                7       45       00 n n       00       61
CRC-8/AUTOSAR             8       2f       ff n n       ff       df
CRC-8/BLUETOOTH           8       a7       00 y y       00       26
CRC-8/CDMA2000            8       9b       ff n n       00       da
CRC-8/DARC                8       39       00 y y       00       15
CRC-8/DVB-S2              8       d5       00 n n       00       bc
CRC-8/GSM-A               8       1d       00 n n       00       37
CRC-8/GSM-B               8       49       00 n n       ff       94
CRC-8/HITAG               8       1d       ff n n       00       b4
CRC-8/I-432-1             8       07       00 n n       55       a1  CRC-8/ITU
CRC-8/I-CODE              8       1d       fd n n       00       7e
CRC-8/LTE                 8       9b       00 n n       00       ea
CRC-8/MAXIM-DOW           8       31       00 y y       00       a1  CRC-8/MAXIM DOW-CRC
CRC-8/MIFARE-MAD          8       1d       c7 n n       00       99
CRC-8/NRSC-5              8       31       ff n n       00       f7
CRC-8/OPENSAFETY          8       2f       00 n n       00       3e
CRC-8/ROHC                8       07       ff y y       00       d0
CRC-8/SAE-J1850           8       1d       ff n n       ff       4b
CRC-8/SMBUS               8       07       00 n n       00       f4  CRC-8
CRC-8/TECH-3250           8       1d       ff y y       00       97  CRC-8/AES CRC-8/EBU
CRC-8/WCDMA               8       9b       00 y y       00       25
CRC-10/ATM               10      233      000 n n      000      199  CRC-10 CRC-10/I-610
CRC-10/CDMA2000          10      3d9      3ff n n      000      233
CRC-10/GSM               10      175      000 n n      3ff      12a
CRC-11/FLEXRAY           11      385      01a n n      000      5a3  CRC-11
CRC-11/UMTS              11      307      000 n n      000      061
CRC-12/CDMA2000          12      f13      fff n n      000      d4d
CRC-12/DECT              12      80f      000 n n      000      f5b  X-CRC-12
CRC-12/GSM               12      d31      000 n n      fff      b34
CRC-12/UMTS              12      80f      000 n y      000      daf  CRC-12/3GPP
CRC-13/BBC               13     1cf5     0000 n n     0000     04fa
CRC-14/DARC              14     0805     0000 y y     0000     082d
CRC-14/GSM               14     202d     0000 n n     3fff     30ae
CRC-15/CAN               15     4599     0000 n n     0000     059e  CRC-15
CRC-15/MPT1327           15     6815     0000 n n     0001     2566
CRC-16/ARC               16     8005     0000 y y     0000     bb3d  CRC-16 CRC-16/IBM CRC-16/LHA ARC
CRC-16/CDMA2000          16     c867     ffff n n     0000     4c06
CRC-16/CMS               16     8005     ffff n n     0000     aee7
CRC-16/DDS-110           16     8005     800d n n     0000     9ecf
CRC-16/DECT-R            16     0589     0000 n n     0001     007e
CRC-16/DECT-X            16     0589     0000 n n     0000     007f
CRC-16/DNP               16     3d65     0000 y y     ffff     ea82
CRC-16/EN-13757          16     3d65     0000 n n     ffff     c2b7
CRC-16/GENIBUS           16     1021     ffff n n     ffff     d64e  CRC-16/DARC CRC-16/EPC CRC-16/EPC-C1G2 CRC-16/I-CODE
CRC-16/GSM               16     1021     0000 n n     ffff     ce3c
CRC-16/IBM-3740          16     1021     ffff n n     0000     29b1  CRC-16/CCITT-FALSE CRC-16/AUTOSAR
CRC-16/IBM-SDLC          16     1021     ffff y y     ffff     906e  CRC-16/X-25 CRC-16/ISO-HDLC CRC-16/ISO-IEC-14443-3-B X-25 CRC-B
CRC-16/ISO-IEC-14443-3-A 16     1021     c6c6 y y     0000     bf05  CRC-A
CRC-16/KERMIT            16     1021     0000 y y     0000     2189  CRC-16/CCITT CRC-16/CCITT-TRUE CRC-16/BLUETOOTH CRC-16/V-41-LSB CRC-CCITT KERMIT
CRC-16/LJ1200            16     6f63     0000 n n     0000     bdf4
CRC-16/M17               16     5935     ffff n n     0000     772b
CRC-16/MAXIM-DOW         16     8005     0000 y y     ffff     44c2  CRC-16/MAXIM
CRC-16/MCRF4XX           16     1021     ffff y y     0000     6f91
CRC-16/MODBUS            16     8005     ffff y y     0000     4b37  MODBUS
CRC-16/NRSC-5            16     080b     ffff y y     0000     a066
CRC-16/OPENSAFETY-A      16     5935     0000 n n     0000     5d38
CRC-16/OPENSAFETY-B      16     755b     0000 n n     0000     20fe
CRC-16/PROFIBUS          16     1dcf     ffff n n     ffff     a819  CRC-16/IEC-61158-2
CRC-16/RIELLO            16     1021     b2aa y y     0000     63d0
CRC-16/SPI-FUJITSU       16     1021     1d0f n n     0000     e5cc  CRC-16/AUG-CCITT
CRC-16/T10-DIF           16     8bb7     0000 n n     0000     d0db
CRC-16/TELEDISK          16     a097     0000 n n     0000     0fb3
CRC-16/TMS37157          16     1021     89ec y y     0000     26b1
CRC-16/UMTS              16     8005     0000 n n     0000     fee8  CRC-16/BUYPASS CRC-16/VERIFONE
CRC-16/USB               16     8005     ffff y y     ffff     b4c8
CRC-16/XMODEM            16     1021     0000 n n     0000     31c3  XMODEM ZMODEM CRC-16/ACORN CRC-16/LTE CRC-16/V-41-MSB
CRC-17/CAN-FD            17    1685b    00000 n n    00000    04f03
CRC-21/CAN-FD            21   102899   000000 n n   000000   0ed841
CRC-24/BLE               24   00065b   555555 y y   000000   c25a56
CRC-24/FLEXRAY-A         24   5d6dcb   fedcba n n   000000   7979bd
CRC-24/FLEXRAY-B         24   5d6dcb   abcdef n n   000000   1f23b8
CRC-24/INTERLAKEN        24   328b63   ffffff n n   ffffff   b4f3e6
CRC-24/LTE-A             24   864cfb   000000 n n   000000   cde703
CRC-24/LTE-B             24   800063   000000 n n   000000   23ef52
CRC-24/OPENPGP           24   864cfb   b704ce n n   000000   21cf02  CRC-24
CRC-24/OS-9              24   800063   ffffff n n   ffffff   200fa5
CRC-30/CDMA              30 2030b9c7 3fffffff n n 3fffffff 04c34abf
CRC-31/PHILIPS           31 04c11db7 7fffffff n n 7fffffff 0ce9e46c
CRC-32/AIXM              32 814141ab 00000000 n n 00000000 3010bf7f  CRC-32Q
CRC-32/AUTOSAR           32 f4acfb13 ffffffff y y ffffffff 1697d06a
CRC-32/BASE91-D          32 a833982b ffffffff y y ffffffff 87315576  CRC-32D
CRC-32/BZIP2             32 04c11db7 ffffffff n n ffffffff fc891918  CRC-32/AAL5 CRC-32/DECT-B B-CRC-32
CRC-32/CD-ROM-EDC        32 8001801b 00000000 y y 00000000 6ec2edc4
CRC-32/CKSUM             32 04c11db7 00000000 n n ffffffff 765e7680  CKSUM CRC-32/POSIX
CRC-32/ISCSI             32 1edc6f41 ffffffff y y ffffffff e3069283  CRC-32C CRC-32/CASTAGNOLI CRC-32/BASE91-C CRC-32/INTERLAKEN CRC-32/NVME
CRC-32/ISO-HDLC          32 04c11db7 ffffffff y y ffffffff cbf43926  CRC-32 CRC-32/ADCCP CRC-32/V-42 CRC-32/XZ PKZIP
CRC-32/JAMCRC            32 04c11db7 ffffffff y y 00000000 340bc6d9  JAMCRC
CRC-32/MEF               32 741b8cd7 ffffffff y y 00000000 d2c22f51
CRC-32/MPEG-2            32 04c11db7 ffffffff n n 00000000 0376e6e7
CRC-32/XFER              32 000000af 00000000 n n 00000000 bd0be338  XFER

CRC-40/GSM      40            0004820009            0000000000 n n            ffffffffff            d4164fc646
CRC-64/ECMA-182 64      42f0e1eba9ea3693      0000000000000000 n n      0000000000000000      6c40df5f0b497347  CRC-64
CRC-64/GO-ISO   64      000000000000001b      ffffffffffffffff y y      ffffffffffffffff      b90956c775a41001
CRC-64/MS       64      259c84cba6426349      ffffffffffffffff y y      0000000000000000      75d4b74f024eceea
CRC-64/NVME     64      ad93d23594c93659      ffffffffffffffff y y      ffffffffffffffff      ae8b14860a799888
CRC-64/REDIS    64      ad93d23594c935a9      0000000000000000 y y      0000000000000000      e9c6d914c4b8d9ca
CRC-64/WE       64      42f0e1eba9ea3693      ffffffffffffffff n n      ffffffffffffffff      62ec59e3f1a4f00a
CRC-64/XZ       64      42f0e1eba9ea3693      ffffffffffffffff y y      ffffffffffffffff      995dc9bbdf1939fa  CRC-64/GO-ECMA
CRC-82/DARC     82 0308c0111011401440411 000000000000000000000 y y 000000000000000000000 09ea83f625023801fd612
`;

/** A model with its names and its check value. */
export interface KnownCrc extends CrcModel {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly check: bigint;
}

const hex = (digits: string | undefined): bigint => BigInt(`0x${digits}`);

const readLine = (line: string): KnownCrc => {
  const [name = '', width, poly, init, refin, refout, xorout, check, ...aliases] = line.split(/ +/);
  return {
    name,
    aliases,
    width: Number(width),
    poly: hex(poly),
    init: hex(init),
    refin: refin === 'y',
    refout: refout === 'y',
    xorout: hex(xorout),
    check: hex(check),
  };
};

export const CRC_CATALOGUE: readonly KnownCrc[] = TABLE.split('\n')
  .filter((line) => line !== '')
  .map(readLine);

export const crcChecksum = (
  model: CrcModel & { readonly name: string; readonly aliases: readonly string[] },
): Checksum => ({
  name: model.name,
  aliases: model.aliases,
  family: 'crc',
  bits: model.width,
  size: Math.ceil(model.width / 8),
  order: model.refout ? 'le' : 'be',
  start: () => startCrc(model),
});
