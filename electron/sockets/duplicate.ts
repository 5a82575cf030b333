import { getSystemErrorName } from 'node:util';
import { fail, ok, type Result } from '../../core/contract/result';
import { libcCalls } from './libc';

/** `F_DUPFD_CLOEXEC` (fcntl(2), linux/fcntl.h): a duplicate that programs started from here do not inherit. */
const DUPLICATE_CLOSED_ON_EXEC = 1030;

const calls = libcCalls((libc) => ({
  fcntl: libc.call('int fcntl(int fd, int command, ...)'),
  close: libc.call('int close(int fd)'),
  errno: libc.errno,
}));

/** Whether descriptors can be duplicated here, for which Node has no call. */
export const canDuplicate = (): boolean => calls() !== null;

/**
 * Another descriptor of the same socket (dup(2)), which lives on when the first is closed. Whoever gets it closes it.
 * Fails with the system's word (`EMFILE`), and with ENOQUEUE where there is nothing to do it with or to.
 */
export const duplicate = (fd: number | null): Result<number> => {
  const system = calls();
  if (system === null || fd === null) return fail({ code: 'ENOQUEUE' });
  const copy = Number(system.fcntl(fd, DUPLICATE_CLOSED_ON_EXEC, 'int', 0));
  return copy >= 0
    ? ok(copy)
    : fail({ code: getSystemErrorName(-system.errno()), errno: system.errno(), syscall: 'dup' });
};

/** Closes a duplicate. Node's own `closeSync` warns in a worker of descriptors that it has not opened itself. */
export const closeDuplicate = (fd: number): void => void calls()?.close(fd);
