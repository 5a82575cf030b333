/**
 * Failures of TLS and of certificates. A key with a dot takes the place of the one before the dot when the params have
 * what stands behind it: `client` and `server` name our own side.
 */
export const tlsFailures = {
  en: {
    ETLS_PLAIN_PEER: {
      cause: '{{remote}} does not speak TLS: it sent plain data.',
      advice: 'Use TLS on both sides, or on neither.',
    },
    'ETLS_PLAIN_PEER.server': {
      cause: '{{remote}} spoke plain text to this TLS server.',
      advice: 'Let it connect with TLS (https://, openssl s_client, ncat --ssl), or choose TCP here.',
    },
    'ETLS_PLAIN_PEER.client': {
      cause: '{{remote}} answered in plain text: it is no TLS server, or not on this port.',
      advice:
        'Check the port, or choose TCP here. A server with STARTTLS begins plain: connect with TCP, then upgrade.',
    },
    ETLS_VERSION: {
      cause: 'This side and {{remote}} have no TLS version in common.',
      advice: 'Widen the range of versions in the options, or on the other side.',
    },
    ETLS_CIPHER: {
      cause: 'This side and {{remote}} have no cipher, or no signature, in common.',
      advice:
        'Empty the list of ciphers in the options. An RSA certificate needs RSA ciphers, an EC one ECDSA; a server may also want a client certificate.',
    },
    ETLS_ALPN: {
      cause: 'This side and {{remote}} have no application protocol (ALPN) in common.',
      advice: 'Name the same protocol on both sides, or none.',
    },
    ETLS_NAME: {
      cause: '{{remote}} does not know the server name that was asked for (SNI).',
      advice: 'Set the server name in the options.',
    },
    ETLS_WANTS_CERTIFICATE: {
      cause: '{{remote}} wants a client certificate, and none was shown.',
      advice: 'Choose a client certificate in the options, one that the server trusts.',
    },
    ETLS_REFUSED: {
      cause: '{{remote}} refused our certificate: {{alert}}.',
      advice:
        'Let the other side trust its authority (export it from the certificate), or choose a certificate that it trusts.',
    },
    ETLS_ALERT: {
      cause: '{{remote}} ended TLS with the alert “{{alert}}”.',
      advice: 'The log of the other side says more.',
    },
    ETLS_TIMEOUT: {
      cause: 'The TLS handshake with {{remote}} was not done after {{ms, number}} ms.',
      advice: 'The other side may not speak TLS and be waiting itself. Check the port, or choose TCP.',
    },
    ETLS_CLOSED: {
      cause: '{{remote}} closed the connection during the TLS handshake.',
      advice: 'It may not speak TLS on this port, or refuse something and not say what. Its log says more.',
    },
    ETLS_FAILED: {
      cause: 'TLS with {{remote}} failed: {{detail}}.',
      advice: 'Check versions, ciphers and certificates on both sides.',
    },
    ETLS_NO_CERTIFICATE: {
      cause: 'A TLS server needs a certificate.',
      advice: 'Press “New certificate”: one click makes one. Or import yours.',
    },
    ETLS_CONTEXT: {
      cause: 'TLS cannot be set up with this certificate and these options: {{detail}}.',
      advice: 'Choose another certificate, or empty the list of ciphers.',
    },
    EKEY_MISMATCH: {
      cause: 'The private key does not belong to the certificate.',
      advice: 'Choose the key that the certificate was made with.',
    },
    ESECURING: {
      cause: 'The TLS handshake with {{remote}} is under way.',
      advice: 'Wait until it is done.',
    },
    ESECURED: {
      cause: 'The connection with {{remote}} has TLS already.',
      advice: 'Nothing needs to be done.',
    },
    ESECURE_UDP: {
      cause: 'TLS needs a stream: it cannot be put over UDP.',
      advice: 'Use TCP or TLS. DTLS is not in Porthole.',
    },
    EKEYLOG: {
      cause: 'The key log {{name}} could not be written: {{detail}}.',
      advice: 'Choose another file in the options. TLS goes on without it.',
    },
    EINVAL_TLS_RANGE: {
      cause: 'The lowest TLS version is above the highest.',
      advice: 'Choose a lowest version that is not above the highest.',
    },
    EINVAL_CIPHERS: {
      cause: '“{{value}}” names no cipher that TLS knows here.',
      advice:
        'Use names of OpenSSL with colons between them, such as ECDHE-RSA-AES256-GCM-SHA384, or leave it empty.',
    },
    EINVAL_ALPN: {
      cause: '“{{value}}” is too long for an application protocol (ALPN).',
      advice: 'Names such as h2 or http/1.1, with commas between them. Each has at most 255 bytes.',
    },
    EINVAL_SERVER_NAME: {
      cause: '“{{value}}” is no server name (SNI).',
      advice: 'Type a host name. An address needs none: leave it empty.',
    },
    ECERT_EXPIRED: {
      cause: 'The certificate of {{remote}} ({{subject}}) expired on {{validTo}}.',
      advice:
        'Renew it on the other side. Is the clock of this computer right? To go on all the same, accept this certificate.',
    },
    ECERT_NOT_YET_VALID: {
      cause: 'The certificate of {{remote}} ({{subject}}) is not valid before {{validFrom}}.',
      advice: 'Check the clocks of both computers. To go on all the same, accept this certificate.',
    },
    ECERT_SELF_SIGNED: {
      cause: 'The certificate of {{remote}} ({{subject}}) is self-signed: nobody vouches for it.',
      advice: 'If its fingerprint is the right one, accept this certificate, or import it as an authority.',
    },
    ECERT_UNKNOWN_CA: {
      cause:
        'The certificate of {{remote}} ({{subject}}) was issued by an authority that is not trusted here: {{issuer}}.',
      advice:
        'Import that authority, or accept this certificate. The other side may also have left out a certificate in between.',
    },
    ECERT_HOST: {
      cause: 'The certificate of {{remote}} is not for {{host}}; it is for {{names}}.',
      advice:
        'Connect by one of these names, or set the server name in the options. To go on all the same, accept it.',
    },
    ECERT_WEAK: {
      cause: 'The certificate of {{remote}} ({{subject}}) can be forged: {{weakness}} is too weak.',
      advice:
        'Renew it with RSA 2048 or EC P-256 and SHA-256. To go on all the same, accept this certificate.',
    },
    ECERT_PURPOSE: {
      cause: 'The certificate of {{remote}} ({{subject}}) is not meant for this side of TLS.',
      advice: 'A server needs the purpose serverAuth, a client clientAuth. To go on all the same, accept it.',
    },
    ECERT_REVOKED: {
      cause: 'The certificate of {{remote}} ({{subject}}) was revoked.',
      advice: 'Do not trust it. The other side needs a new one.',
    },
    ECERT_INVALID_CA: {
      cause: 'The certificate of {{remote}} ({{subject}}) was issued by one that may not issue any.',
      advice: 'The chain of the other side is wrong. To go on all the same, accept this certificate.',
    },
    ECERT_INVALID: {
      cause: 'The certificate of {{remote}} ({{subject}}) did not stand the check: {{detail}}.',
      advice: 'Look at it, and correct it on the other side. To go on all the same, accept it.',
    },
    ECERT_CHANGED: {
      cause:
        '{{remote}} shows another certificate than the one that was accepted here: SHA-256 {{fingerprint}}.',
      advice:
        'It may have been renewed, or somebody stands in between. Compare the fingerprint before you accept it.',
    },
    ECERT_NONE: {
      cause: '{{remote}} showed no client certificate, and this server requires one.',
      advice: 'Give the client a certificate that is trusted here, or only ask for one in the options.',
    },
    'ECERT_NONE.host': {
      cause: '{{remote}} showed no certificate, so nobody knows who it is.',
      advice: 'Let the server have a certificate, or switch the check off in the options.',
    },
  },
  'zh-CN': {
    ETLS_PLAIN_PEER: {
      cause: '{{remote}} 不使用 TLS：它发送了未加密的数据。',
      advice: '两端应都使用 TLS，或都不使用。',
    },
    'ETLS_PLAIN_PEER.server': {
      cause: '{{remote}} 向此 TLS 服务器发送了明文。',
      advice: '请让对方使用 TLS 连接（https://、openssl s_client、ncat --ssl），或在此处改用 TCP。',
    },
    'ETLS_PLAIN_PEER.client': {
      cause: '{{remote}} 以明文应答：它不是 TLS 服务器，或 TLS 不在此端口。',
      advice: '请核对端口，或改用 TCP。使用 STARTTLS 的服务器以明文开始：请先用 TCP 连接，再升级。',
    },
    ETLS_VERSION: {
      cause: '本端与 {{remote}} 没有共同的 TLS 版本。',
      advice: '请在选项中或在对端放宽版本范围。',
    },
    ETLS_CIPHER: {
      cause: '本端与 {{remote}} 没有共同的密码套件或签名算法。',
      advice:
        '请清空选项中的密码套件。RSA 证书需要 RSA 套件，EC 证书需要 ECDSA 套件；服务器也可能要求客户端证书。',
    },
    ETLS_ALPN: {
      cause: '本端与 {{remote}} 没有共同的应用层协议（ALPN）。',
      advice: '请在两端填写相同的协议，或都留空。',
    },
    ETLS_NAME: {
      cause: '{{remote}} 不认识所请求的服务器名称（SNI）。',
      advice: '请在选项中设置服务器名称。',
    },
    ETLS_WANTS_CERTIFICATE: {
      cause: '{{remote}} 要求客户端证书，而本端没有出示。',
      advice: '请在选项中选择服务器信任的客户端证书。',
    },
    ETLS_REFUSED: {
      cause: '{{remote}} 拒绝了本端的证书：{{alert}}。',
      advice: '请让对端信任该证书的颁发机构（可从证书中导出），或选择对端信任的证书。',
    },
    ETLS_ALERT: {
      cause: '{{remote}} 以警报“{{alert}}”结束了 TLS。',
      advice: '请查看对端的日志。',
    },
    ETLS_TIMEOUT: {
      cause: '与 {{remote}} 的 TLS 握手在 {{ms, number}} 毫秒内未完成。',
      advice: '对端可能不使用 TLS 而在等待。请核对端口，或改用 TCP。',
    },
    ETLS_CLOSED: {
      cause: '{{remote}} 在 TLS 握手期间关闭了连接。',
      advice: '该端口可能不使用 TLS，或对端拒绝了某项而未说明。请查看对端的日志。',
    },
    ETLS_FAILED: {
      cause: '与 {{remote}} 的 TLS 失败：{{detail}}。',
      advice: '请检查两端的版本、密码套件和证书。',
    },
    ETLS_NO_CERTIFICATE: {
      cause: 'TLS 服务器需要证书。',
      advice: '点“新建证书”即可生成一张，也可导入您自己的证书。',
    },
    ETLS_CONTEXT: {
      cause: '无法用此证书和这些选项建立 TLS：{{detail}}。',
      advice: '请选择其他证书，或清空密码套件。',
    },
    EKEY_MISMATCH: { cause: '私钥与证书不匹配。', advice: '请选择生成该证书时所用的私钥。' },
    ESECURING: { cause: '与 {{remote}} 的 TLS 握手正在进行。', advice: '请等待握手完成。' },
    ESECURED: { cause: '与 {{remote}} 的连接已使用 TLS。', advice: '无需处理。' },
    ESECURE_UDP: {
      cause: 'TLS 需要字节流，不能用于 UDP。',
      advice: '请使用 TCP 或 TLS。Porthole 不支持 DTLS。',
    },
    EKEYLOG: {
      cause: '无法写入密钥日志 {{name}}：{{detail}}。',
      advice: '请在选项中选择其他文件。TLS 会继续工作。',
    },
    EINVAL_TLS_RANGE: {
      cause: '最低 TLS 版本高于最高版本。',
      advice: '请选择不高于最高版本的最低版本。',
    },
    EINVAL_CIPHERS: {
      cause: '“{{value}}”中没有可用的密码套件。',
      advice: '请使用 OpenSSL 的名称并以冒号分隔，例如 ECDHE-RSA-AES256-GCM-SHA384，或留空。',
    },
    EINVAL_ALPN: {
      cause: '“{{value}}”作为应用层协议（ALPN）太长。',
      advice: '请填写 h2、http/1.1 等名称并以逗号分隔，每个最多 255 字节。',
    },
    EINVAL_SERVER_NAME: {
      cause: '“{{value}}”不是服务器名称（SNI）。',
      advice: '请填写主机名。IP 地址不需要名称，请留空。',
    },
    ECERT_EXPIRED: {
      cause: '{{remote}} 的证书（{{subject}}）已于 {{validTo}} 过期。',
      advice: '请在对端更新证书，并检查本机时钟。如仍要继续，请接受此证书。',
    },
    ECERT_NOT_YET_VALID: {
      cause: '{{remote}} 的证书（{{subject}}）在 {{validFrom}} 之前无效。',
      advice: '请检查两台计算机的时钟。如仍要继续，请接受此证书。',
    },
    ECERT_SELF_SIGNED: {
      cause: '{{remote}} 的证书（{{subject}}）是自签名的：没有机构为其担保。',
      advice: '如果指纹正确，请接受此证书，或将其导入为颁发机构。',
    },
    ECERT_UNKNOWN_CA: {
      cause: '{{remote}} 的证书（{{subject}}）由本机不信任的机构签发：{{issuer}}。',
      advice: '请导入该颁发机构，或接受此证书。对端也可能漏发了中间证书。',
    },
    ECERT_HOST: {
      cause: '{{remote}} 的证书不适用于 {{host}}，它适用于 {{names}}。',
      advice: '请用其中一个名称连接，或在选项中设置服务器名称。如仍要继续，请接受此证书。',
    },
    ECERT_WEAK: {
      cause: '{{remote}} 的证书（{{subject}}）可被伪造：{{weakness}} 太弱。',
      advice: '请用 RSA 2048 或 EC P-256 和 SHA-256 重新签发。如仍要继续，请接受此证书。',
    },
    ECERT_PURPOSE: {
      cause: '{{remote}} 的证书（{{subject}}）不用于 TLS 的这一端。',
      advice: '服务器需要 serverAuth 用途，客户端需要 clientAuth 用途。如仍要继续，请接受此证书。',
    },
    ECERT_REVOKED: {
      cause: '{{remote}} 的证书（{{subject}}）已被吊销。',
      advice: '请勿信任它。对端需要新证书。',
    },
    ECERT_INVALID_CA: {
      cause: '{{remote}} 的证书（{{subject}}）的签发者无权签发证书。',
      advice: '对端的证书链有误。如仍要继续，请接受此证书。',
    },
    ECERT_INVALID: {
      cause: '{{remote}} 的证书（{{subject}}）未通过检查：{{detail}}。',
      advice: '请查看该证书并在对端更正。如仍要继续，请接受此证书。',
    },
    ECERT_CHANGED: {
      cause: '{{remote}} 出示的证书与此处接受过的不同：SHA-256 {{fingerprint}}。',
      advice: '证书可能已更新，也可能有人居中拦截。接受之前请核对指纹。',
    },
    ECERT_NONE: {
      cause: '{{remote}} 没有出示客户端证书，而此服务器要求客户端证书。',
      advice: '请为客户端配置此处信任的证书，或在选项中改为仅询问。',
    },
    'ECERT_NONE.host': {
      cause: '{{remote}} 没有出示证书，无法确认其身份。',
      advice: '请为服务器配置证书，或在选项中关闭检查。',
    },
  },
} as const;

/** Lines of the log about TLS, in place of the plain ones when the params say more. */
export const tlsVariants = {
  en: {
    'secured.resumed': 'Secured: {{version}}, {{cipher}}, session resumed',
    'secured.alpn': 'Secured: {{version}}, {{cipher}}, ALPN {{alpn}}',
    'peerCertificate.accepted':
      'The peer is {{subject}}, accepted by hand: issued by {{issuer}}, valid until {{validTo}}, SHA-256 {{fingerprint}}',
    'peerCertificate.unchecked':
      'The peer is {{subject}}, not checked: issued by {{issuer}}, valid until {{validTo}}, SHA-256 {{fingerprint}}',
    'peerCertificate.code': 'The peer was let in unverified. {{error}}: {{cause}} SHA-256 {{fingerprint}}',
  },
  'zh-CN': {
    'secured.resumed': '已加密：{{version}}，{{cipher}}，恢复了会话',
    'secured.alpn': '已加密：{{version}}，{{cipher}}，ALPN {{alpn}}',
    'peerCertificate.accepted':
      '对端是 {{subject}}，已手动接受：由 {{issuer}} 签发，有效期至 {{validTo}}，SHA-256 {{fingerprint}}',
    'peerCertificate.unchecked':
      '对端是 {{subject}}，未检查：由 {{issuer}} 签发，有效期至 {{validTo}}，SHA-256 {{fingerprint}}',
    'peerCertificate.code': '未经验证即放行对端。{{error}}：{{cause}} SHA-256 {{fingerprint}}',
  },
} as const;
