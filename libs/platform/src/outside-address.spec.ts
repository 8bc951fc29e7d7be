import { addressFlaw, isOutside } from './outside-address';

describe('an IP address', () => {
  it.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111'])('of the internet: %s', (address) => {
    expect(isOutside(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'localhost',
  ])('that is not, or none at all: %s', (address) => {
    expect(isOutside(address)).toBe(false);
  });
});

describe('a URL to send to', () => {
  it.each(['https://afnemer.example/events', 'https://1.1.1.1:8443/', 'https://[2606:4700::1111]/', 'https://a.b./'])(
    'may be %s',
    (url) => expect(addressFlaw(url)).toBeNull(),
  );

  it.each<[string, string]>([
    ['not-https', 'http://afnemer.example/events'],
    ['inside', 'https://127.0.0.1/'],
    ['inside', 'https://0x7f000001/'],
    ['inside', 'https://2130706433/'],
    ['inside', 'https://[::1]/'],
    ['inside', 'https://[::ffff:10.0.0.1]/'],
    ['inside', 'https://169.254.169.254/latest'],
    ['inside', 'https://localhost/'],
    ['inside', 'https://LOCALHOST./'],
    ['inside', 'https://cap.localhost/'],
    ['inside', 'https://postgres:5432/'],
    ['inside', 'https://metadata.google.internal/'],
  ])('is %s: %s', (flaw, url) => {
    expect(addressFlaw(url)).toBe(flaw);
  });
});
