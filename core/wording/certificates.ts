/** Failures of the certificates that Porthole keeps: making, importing, and using them. */
export const certificateFailures = {
  en: {
    ECERT_MISSING: {
      cause: 'The certificate that was chosen here is not on this computer.',
      advice: 'Choose another one, make a new one, or import it.',
    },
    EKEY_SEALED: {
      cause:
        'The private key cannot be opened: the system’s safe is closed, or it was sealed by another user.',
      advice: 'Unlock the keyring of your session. If the key is lost, make a new certificate.',
    },
    EKEY_PASSPHRASE: {
      cause: 'The private key in {{name}} is protected by a pass phrase.',
      advice: 'Type the pass phrase.',
    },
    EKEY_PASSPHRASE_WRONG: {
      cause: 'That is not the pass phrase of {{name}}.',
      advice: 'Check capitals and the keyboard layout, and type it again.',
    },
    EKEY_UNREADABLE: {
      cause: 'The private key in {{name}} cannot be read: {{detail}}.',
      advice: 'Export it as PKCS #8 in PEM, for example with: openssl pkey -in old.key -out new.key',
    },
    EKEY_MISSING: {
      cause: '{{name}} holds a certificate and no private key.',
      advice:
        'Choose the certificate and its key together, or a file that holds both. Only authorities are of use without a key.',
    },
    ECERTFILE_ONLY_KEY: {
      cause: '{{name}} holds a private key and no certificate.',
      advice: 'Choose the key and its certificate together.',
    },
    ECERTFILE_NOTHING: {
      cause: '{{name}} holds neither a certificate nor a key.',
      advice: 'Choose files in PEM (.pem, .crt, .key), DER (.der, .cer) or PKCS #12 (.pfx, .p12).',
    },
    ECERTFILE_UNREADABLE: {
      cause: '{{name}} cannot be read as a certificate: {{detail}}.',
      advice: 'The file may be cut off or changed. Take another copy of it.',
    },
    ECERTS_FULL: {
      cause: 'There are {{max, number}} certificates, and Porthole keeps no more.',
      advice: 'Delete some that you no longer need.',
    },
    EINVAL_NAMES: {
      cause: 'No host name and no address is written in these names.',
      advice: 'Type names such as localhost, *.example.org or 127.0.0.1, with commas between them.',
    },
    'EINVAL_NAMES.value': {
      cause: '“{{value}}” is neither a host name nor an address.',
      advice: 'Type names such as localhost, *.example.org or 127.0.0.1, with commas between them.',
    },
  },
  'zh-CN': {
    ECERT_MISSING: {
      cause: '此处选择的证书不在这台计算机上。',
      advice: '请选择其他证书、新建证书或导入该证书。',
    },
    EKEY_SEALED: {
      cause: '无法打开私钥：系统的保险库已锁定，或由其他用户加密。',
      advice: '请解锁当前会话的密钥环。如果私钥已丢失，请新建证书。',
    },
    EKEY_PASSPHRASE: { cause: '{{name}} 中的私钥受密码保护。', advice: '请输入密码。' },
    EKEY_PASSPHRASE_WRONG: {
      cause: '{{name}} 的密码不正确。',
      advice: '请检查大小写和键盘布局，然后重新输入。',
    },
    EKEY_UNREADABLE: {
      cause: '无法读取 {{name}} 中的私钥：{{detail}}。',
      advice: '请导出为 PEM 格式的 PKCS #8，例如运行：openssl pkey -in old.key -out new.key',
    },
    EKEY_MISSING: {
      cause: '{{name}} 中有证书而没有私钥。',
      advice: '请同时选择证书和私钥，或选择同时包含两者的文件。没有私钥的证书只能作为颁发机构。',
    },
    ECERTFILE_ONLY_KEY: { cause: '{{name}} 中有私钥而没有证书。', advice: '请同时选择私钥和证书。' },
    ECERTFILE_NOTHING: {
      cause: '{{name}} 中既没有证书也没有私钥。',
      advice: '请选择 PEM（.pem、.crt、.key）、DER（.der、.cer）或 PKCS #12（.pfx、.p12）文件。',
    },
    ECERTFILE_UNREADABLE: {
      cause: '无法将 {{name}} 作为证书读取：{{detail}}。',
      advice: '文件可能不完整或已被修改，请使用其他副本。',
    },
    ECERTS_FULL: {
      cause: '证书已有 {{max, number}} 张，Porthole 最多保留这么多。',
      advice: '请删除不再需要的证书。',
    },
    EINVAL_NAMES: {
      cause: '没有填写主机名或 IP 地址。',
      advice: '请填写 localhost、*.example.org、127.0.0.1 等，以逗号分隔。',
    },
    'EINVAL_NAMES.value': {
      cause: '“{{value}}”既不是主机名，也不是 IP 地址。',
      advice: '请填写 localhost、*.example.org、127.0.0.1 等，以逗号分隔。',
    },
  },
} as const;
