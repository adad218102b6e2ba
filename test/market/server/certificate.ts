import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

export interface Certificate {
  key: string;
  cert: string;
  /** SHA-256 of the public key, base64; Chromium is started to trust it. */
  spki: string;
}

/** Self-signed, created at each start for these host names. */
export async function certificateFor(hosts: readonly string[]): Promise<Certificate> {
  const pems = await generate([{ name: 'commonName', value: 'embedded market' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      {
        name: 'subjectAltName',
        altNames: ['localhost', ...hosts].map((value) => ({ type: 2, value })),
      },
    ],
  });
  const publicKey = new X509Certificate(pems.cert).publicKey.export({
    type: 'spki',
    format: 'der',
  });
  const spki = createHash('sha256').update(publicKey).digest('base64');
  return { key: pems.private, cert: pems.cert, spki };
}
