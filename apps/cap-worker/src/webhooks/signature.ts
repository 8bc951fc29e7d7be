import { createHmac } from 'node:crypto';

const prefix = 'whsec_';

/**
 * Signs by Standard Webhooks: HMAC-SHA256 under the subscriber's secret over id, moment of sending (whole seconds of real time)
 * and body. The receiver refuses a moment that is long ago, so that nobody can send what was overheard once more.
 */
export function sign(secret: string, id: string, sentAt: Date, body: string): Readonly<Record<string, string>> {
  const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, 'base64');
  const seconds = String(Math.floor(sentAt.getTime() / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`, 'utf8').digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}
