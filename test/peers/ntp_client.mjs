// An NTP client of npm's `ntp-time`.
import { Client } from 'ntp-time';

const { time } = await new Client('127.0.0.1', Number(process.argv[2]), { timeout: 10_000 }).syncTime();
console.log(time.toISOString());
