import type { FailuresInBoth } from './words';

/** Failures of local sockets: Unix domain sockets and named pipes. */
export const localFailures: FailuresInBoth = {
  en: {
    'EADDRINUSE.stale': {
      cause: 'A socket file was left behind at {{path}}: nobody listens on it any more.',
      advice: 'Replace it? Only this socket file is removed. Or choose another path.',
    },
    'EADDRINUSE.folder': {
      cause: '{{path}} is a folder.',
      advice: 'Add the name of the socket file to it, such as /porthole.sock.',
    },
    'EADDRINUSE.file': {
      cause: '{{path}} is a file, and no socket.',
      advice: 'Porthole never removes such a file. Choose another path, or move the file away.',
    },
    'EADDRINUSE.foreign': {
      cause:
        'There is a socket at {{path}} already, and it is not yours: the system does not let you use it.',
      advice: 'Choose another path, or ask whoever owns it.',
    },
    'EADDRINUSE.holder': {
      cause: '{{holder}} (process {{pid}}) already listens on {{path}}.',
      advice: 'Close {{holder}}, or choose another path.',
    },
    'EADDRINUSE.ours': {
      cause: 'Porthole itself already listens on {{path}}.',
      advice: 'Stop the other endpoint that has it, or choose another path.',
    },
    'EADDRINUSE.path': {
      cause: 'Another program already listens on {{path}}.',
      advice: 'Choose another path, or close the program that has it.',
    },
    'ENOENT.noFolder': {
      cause: 'The folder {{noFolder}} does not exist.',
      advice: 'Make it first, or choose a path in a folder that is there.',
    },
    'ENOENT.path': {
      cause: 'There is no socket at {{path}}.',
      advice: 'Start the server, and check that both sides have the same path.',
    },
    'EACCES.path': {
      cause: 'The system does not let you use {{path}}.',
      advice:
        'To connect you need the right to write to the socket file, to listen the right to write to its folder. Choose a path in a folder of yours, or ask for the right.',
    },
    'EPERM.path': {
      cause: 'The system forbids you to change {{path}}: it is not yours.',
      advice: 'Choose another path, or ask whoever owns it.',
    },
    'EROFS.path': {
      cause: '{{path}} is on a file system that can only be read.',
      advice: 'Choose a path elsewhere, such as in /tmp.',
    },
    'EOPNOTSUPP.path': {
      cause: 'The file system of {{path}} can hold no sockets.',
      advice: 'Choose a path elsewhere, such as in /tmp.',
    },
    'ECONNREFUSED.path': {
      cause: 'There is a socket file at {{path}}, but nobody listens on it.',
      advice:
        'Start the server. If it is running, it may have another path, or the file was left behind by a crash.',
    },
    'ECONNREFUSED.folder': {
      cause: '{{path}} is a folder, and no socket.',
      advice: 'Add the name of the socket file in it.',
    },
    'ECONNREFUSED.file': {
      cause: '{{path}} is a file, and no socket.',
      advice: 'Check the path of the server.',
    },
    'ENOTSOCK.path': {
      cause: '{{path}} is no socket.',
      advice: 'Check the path of the server.',
    },
    'ENOTSOCK.folder': {
      cause: '{{path}} is a folder, and no socket.',
      advice: 'Add the name of the socket file in it.',
    },
    'ENOTSOCK.file': {
      cause: '{{path}} is a file, and no socket.',
      advice: 'Check the path of the server.',
    },
    'EPROTOTYPE.path': {
      cause: '{{path}} is a socket for datagrams, not for streams.',
      advice:
        'Porthole connects to streams (SOCK_STREAM). Check the path, or how the server makes its socket.',
    },
    'EAGAIN.path': {
      cause: '{{path}} has as many waiting connections as it takes.',
      advice: 'The server does not accept them: wait, or see why it is busy. A larger backlog helps.',
    },
    'ETIMEDOUT.path': {
      cause: '{{path}} did not answer within {{ms, number}} ms.',
      advice: 'The server does not accept connections: see why it is busy.',
    },
    ELOCAL_ABSTRACT: {
      cause: 'This build (Node {{version}}) cannot use abstract names as other programs understand them.',
      advice: 'Use a path such as /tmp/porthole.sock, or a build on Electron 35 or later.',
    },
    EINVAL_MODE: {
      cause: '“{{value}}” is no file mode.',
      advice: 'Write three octal digits: 600 for yourself only, 660 for your group too, 666 for everyone.',
    },
    EINVAL_PATH_EMPTY: {
      cause: 'The path is empty.',
      advice: 'Type where the socket is, such as /tmp/porthole.sock.',
    },
    EINVAL_PATH_RELATIVE: {
      cause: '“{{value}}” is not a whole path.',
      advice: 'Begin with / or ~/, such as /tmp/porthole.sock; or with @ for an abstract name (Linux).',
    },
    EINVAL_PATH_LONG: {
      cause:
        'This path has {{bytes, number}} bytes, and the system takes at most {{max, number}} for a socket.',
      advice: 'Choose a shorter one. Bytes count, not characters: a Chinese character has three.',
    },
    EINVAL_PATH_NUL: {
      cause: 'The path holds a character with the code 0, which ends it for the system.',
      advice: 'Remove it. For an abstract name write @ first.',
    },
    EINVAL_PATH_ABSTRACT: {
      cause: 'Abstract names such as {{value}} exist only on Linux.',
      advice: 'Type a path such as /tmp/porthole.sock.',
    },
    EINVAL_PATH_WINDOWS: {
      cause: '{{value}} is a named pipe, which exists only on Windows.',
      advice: 'Type a path such as /tmp/porthole.sock.',
    },
    EINVAL_PATH_PIPE: {
      cause: '“{{value}}” is not the name of a pipe.',
      advice:
        'Write \\\\.\\pipe\\ and a name without backslashes, 256 characters at most, such as \\\\.\\pipe\\porthole.',
    },
  },
  'zh-CN': {
    'EADDRINUSE.stale': {
      cause: '{{path}} 处留有一个旧的套接字文件，已没有程序在监听它。',
      advice: '要替换它吗？只会删除这个套接字文件。也可改用其他路径。',
    },
    'EADDRINUSE.folder': {
      cause: '{{path}} 是一个文件夹。',
      advice: '请在后面加上套接字文件的名称，例如 /porthole.sock。',
    },
    'EADDRINUSE.file': {
      cause: '{{path}} 是一个普通文件，不是套接字。',
      advice: 'Porthole 绝不会删除这样的文件。请改用其他路径，或移走该文件。',
    },
    'EADDRINUSE.foreign': {
      cause: '{{path}} 处已有一个套接字，但它不属于您：系统不允许您使用。',
      advice: '请改用其他路径，或联系其所有者。',
    },
    'EADDRINUSE.holder': {
      cause: '{{holder}}（进程 {{pid}}）已在监听 {{path}}。',
      advice: '请关闭 {{holder}}，或改用其他路径。',
    },
    'EADDRINUSE.ours': {
      cause: 'Porthole 自己已在监听 {{path}}。',
      advice: '请停止占用它的另一个端点，或改用其他路径。',
    },
    'EADDRINUSE.path': {
      cause: '另一个程序已在监听 {{path}}。',
      advice: '请改用其他路径，或关闭占用它的程序。',
    },
    'ENOENT.noFolder': {
      cause: '文件夹 {{noFolder}} 不存在。',
      advice: '请先创建它，或改用已有文件夹中的路径。',
    },
    'ENOENT.path': {
      cause: '{{path}} 处没有套接字。',
      advice: '请启动服务器，并确认双方的路径相同。',
    },
    'EACCES.path': {
      cause: '系统不允许您使用 {{path}}。',
      advice:
        '连接需要对套接字文件的写权限，监听需要对其所在文件夹的写权限。请改用您自己文件夹中的路径，或申请权限。',
    },
    'EPERM.path': {
      cause: '系统禁止您更改 {{path}}：它不属于您。',
      advice: '请改用其他路径，或联系其所有者。',
    },
    'EROFS.path': {
      cause: '{{path}} 所在的文件系统是只读的。',
      advice: '请改用其他位置的路径，例如 /tmp 中的路径。',
    },
    'EOPNOTSUPP.path': {
      cause: '{{path}} 所在的文件系统不支持套接字。',
      advice: '请改用其他位置的路径，例如 /tmp 中的路径。',
    },
    'ECONNREFUSED.path': {
      cause: '{{path}} 处有套接字文件，但没有程序在监听它。',
      advice: '请启动服务器。如果它正在运行，可能用的是另一个路径，或该文件是崩溃后留下的。',
    },
    'ECONNREFUSED.folder': {
      cause: '{{path}} 是一个文件夹，不是套接字。',
      advice: '请在后面加上其中套接字文件的名称。',
    },
    'ECONNREFUSED.file': {
      cause: '{{path}} 是一个普通文件，不是套接字。',
      advice: '请检查服务器的路径。',
    },
    'ENOTSOCK.path': {
      cause: '{{path}} 不是套接字。',
      advice: '请检查服务器的路径。',
    },
    'ENOTSOCK.folder': {
      cause: '{{path}} 是一个文件夹，不是套接字。',
      advice: '请在后面加上其中套接字文件的名称。',
    },
    'ENOTSOCK.file': {
      cause: '{{path}} 是一个普通文件，不是套接字。',
      advice: '请检查服务器的路径。',
    },
    'EPROTOTYPE.path': {
      cause: '{{path}} 是数据报套接字，不是流套接字。',
      advice: 'Porthole 只连接流套接字（SOCK_STREAM）。请检查路径，或服务器创建套接字的方式。',
    },
    'EAGAIN.path': {
      cause: '{{path}} 上等待的连接数已达上限。',
      advice: '服务器没有接受这些连接：请稍候，或查看它为何繁忙。增大 backlog 会有帮助。',
    },
    'ETIMEDOUT.path': {
      cause: '{{path}} 在 {{ms, number}} 毫秒内没有响应。',
      advice: '服务器没有接受连接：请查看它为何繁忙。',
    },
    ELOCAL_ABSTRACT: {
      cause: '此版本（Node {{version}}）无法以其他程序能识别的方式使用抽象名称。',
      advice: '请使用 /tmp/porthole.sock 这样的路径，或使用基于 Electron 35 及以上的版本。',
    },
    EINVAL_MODE: {
      cause: '“{{value}}”不是文件权限。',
      advice: '请输入三位八进制数字：600 仅自己，660 包括同组用户，666 所有人。',
    },
    EINVAL_PATH_EMPTY: {
      cause: '路径为空。',
      advice: '请输入套接字的位置，例如 /tmp/porthole.sock。',
    },
    EINVAL_PATH_RELATIVE: {
      cause: '“{{value}}”不是完整路径。',
      advice: '请以 / 或 ~/ 开头，例如 /tmp/porthole.sock；抽象名称（Linux）以 @ 开头。',
    },
    EINVAL_PATH_LONG: {
      cause: '该路径有 {{bytes, number}} 个字节，而系统对套接字最多接受 {{max, number}} 个字节。',
      advice: '请改用更短的路径。按字节而不是字符计算：一个汉字占三个字节。',
    },
    EINVAL_PATH_NUL: {
      cause: '路径中含有编码为 0 的字符，系统会认为路径到此结束。',
      advice: '请删除它。抽象名称请以 @ 开头。',
    },
    EINVAL_PATH_ABSTRACT: {
      cause: '{{value}} 这样的抽象名称只存在于 Linux。',
      advice: '请输入 /tmp/porthole.sock 这样的路径。',
    },
    EINVAL_PATH_WINDOWS: {
      cause: '{{value}} 是命名管道，只存在于 Windows。',
      advice: '请输入 /tmp/porthole.sock 这样的路径。',
    },
    EINVAL_PATH_PIPE: {
      cause: '“{{value}}”不是管道的名称。',
      advice: '请输入 \\\\.\\pipe\\ 加上不含反斜杠的名称，最多 256 个字符，例如 \\\\.\\pipe\\porthole。',
    },
  },
};
