import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { RegisterWebhookDto } from './bodies';

const body = {
  webhookId: '0b6d7c1e-5a4f-4c55-9d52-1f0a3a6f7b10',
  name: 'Gemeente Proef',
  url: 'https://proef.example/events?of=cap',
  topics: ['cap.stays'],
  secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
};
const flaws = (changed: object): string[] =>
  validateSync(plainToInstance(RegisterWebhookDto, { ...body, ...changed }), {
    whitelist: true,
    forbidNonWhitelisted: true,
  }).map(({ property }) => property);

describe('the registration of a webhook', () => {
  it.each([{}, { after: 0 }, { topics: ['cap.stays', 'cap.units'] }])('takes %j', (changed) => {
    expect(flaws(changed)).toEqual([]);
  });

  it.each<[string, object]>([
    ['webhookId', { webhookId: 'one' }],
    ['name', { name: '' }],
    ['url', { url: 'proef.example' }],
    ['url', { url: 'ftp://proef.example/' }],
    ['url', { url: 'https://user:word@proef.example/' }],
    ['url', { url: 'https://proef.example/#part' }],
    ['topics', { topics: [] }],
    ['topics', { topics: ['cap.dead-letters'] }],
    ['topics', { topics: ['cap.stays', 'cap.stays'] }],
    ['secret', { secret: 'whsec_short' }],
    ['secret', { secret: `whsec_${'a'.repeat(33)}` }],
    ['secret', { secret: `whsec_${'a'.repeat(34)}=` }],
    ['secret', { secret: 'a secret of many words, but not in base64' }],
    ['after', { after: -1 }],
    ['after', { after: 1.5 }],
  ])('refuses a wrong %s: %j', (field, changed) => {
    expect(flaws(changed)).toEqual([field]);
  });
});
