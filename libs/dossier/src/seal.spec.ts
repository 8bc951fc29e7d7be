import { newDataKey, open, seal, SealBroken, unwrapKey, wrapKey } from './seal';

const content = Buffer.from('Canary, een verhaal met ünicode');

describe('seal', () => {
  it('opens with the same key at the same place', () => {
    const key = newDataKey();
    expect(open(key, seal(key, content, 'person/case/1'), 'person/case/1')).toEqual(content);
  });

  it('never gives the same bytes twice, and none of the content', () => {
    const key = newDataKey();
    const [first, second] = [seal(key, content, 'p'), seal(key, content, 'p')];
    expect(first.equals(second)).toBe(false);
    expect(first.includes('Canary')).toBe(false);
  });

  it('does not open at another place, so that a row cannot be passed off as another', () => {
    const key = newDataKey();
    expect(() => open(key, seal(key, content, 'person/case/1'), 'person/case/2')).toThrow(SealBroken);
  });

  it('does not open with another key', () => {
    expect(() => open(newDataKey(), seal(newDataKey(), content, 'p'), 'p')).toThrow(SealBroken);
  });

  it('does not open when any byte was changed', () => {
    const key = newDataKey();
    const sealed = seal(key, content, 'p');
    for (let place = 0; place < sealed.length; place++) {
      const changed = Buffer.from(sealed);
      changed[place] = changed[place]! ^ 1;
      expect(() => open(key, changed, 'p')).toThrow(SealBroken);
    }
  });

  it('does not open when it was cut short', () => {
    const key = newDataKey();
    const sealed = seal(key, content, 'p');
    for (const length of [0, 1, 12, 28, sealed.length - 1])
      expect(() => open(key, sealed.subarray(0, length), 'p')).toThrow(SealBroken);
  });
});

describe('a wrapped data key', () => {
  it('comes out for the person whose it is', () => {
    const [wrapping, key] = [newDataKey(), newDataKey()];
    expect(unwrapKey(wrapping, wrapKey(wrapping, key, 'person-1'), 'person-1').equals(key)).toBe(true);
  });

  it('does not come out for another person', () => {
    const [wrapping, key] = [newDataKey(), newDataKey()];
    expect(() => unwrapKey(wrapping, wrapKey(wrapping, key, 'person-1'), 'person-2')).toThrow(SealBroken);
  });
});
