import { spawn } from 'node:child_process';

/**
 * Starts a program that does not outlive this process, also when that is interrupted.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function spawnOwned(program, args, options) {
  const child = spawn(program, args, options);
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('close', () => process.off('exit', kill));
  return child;
}
