import { ensureDescribed } from './described';

const url = 'http://127.0.0.1/v1/municipalities';
const headers = { 'content-type': 'application/json; charset=utf-8', 'api-version': '0.1.0' };
const body = { items: [{ code: 'GM0637', name: 'Zoetermeer' }], next: null };
const good = { status: 200, headers, body };

describe('an answer that a test receives', () => {
  it('is let through when the document tells it', () => {
    expect(() => ensureDescribed('GET', url, good)).not.toThrow();
  });

  it.each([
    ['another status', { ...good, status: 418 }, 'says nothing'],
    ['another kind of content', { ...good, headers: { ...headers, 'content-type': 'text/html' } }, 'text/html'],
    ['a field too many', { ...good, body: { ...body, secret: 1 } }, 'additional properties'],
    ['a field too few', { ...good, body: { items: [] } }, "required property 'next'"],
    ['a field of another kind', { ...good, body: { ...body, items: [{ code: 1, name: 'Z' }] } }, 'must be string'],
    ['a header too few', { ...good, headers: { 'content-type': 'application/json' } }, 'API-Version'],
    ['a header of another kind', { ...good, headers: { ...headers, 'api-version': '9' } }, 'API-Version'],
  ])('is refused with %s', (_, answer, told) => {
    expect(() => ensureDescribed('GET', url, answer)).toThrow(told);
  });

  it('is refused with a code that the document does not give to its operation', () => {
    const problem = { type: 'x', title: 'T', status: 401, detail: 'D', todo: 'O', code: 'not-signed-in' };
    const told = { 'content-type': 'application/problem+json', 'content-language': 'nl', vary: 'Accept-Language' };
    const answer = { status: 401, headers: { ...headers, ...told }, body: problem };
    expect(() => ensureDescribed('GET', url, answer)).not.toThrow();
    const other = { ...answer, body: { ...problem, code: 'unit-not-found' } };
    expect(() => ensureDescribed('GET', url, other)).toThrow('code must be equal to one of the allowed values');
  });

  it('of a route of a development instance is not looked at', () => {
    expect(() => ensureDescribed('GET', 'http://127.0.0.1/v1/clock', { ...good, body: 7 })).not.toThrow();
  });
});
