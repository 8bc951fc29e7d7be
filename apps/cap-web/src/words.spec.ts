import { connectionWords } from './connection-words.js';
import { textsIn } from './texts/texts.js';
import { age, fullMoment, moment } from './words.js';

const now = Date.parse('2028-01-03T13:02:30.000Z');
const ago = (ms: number) => new Date(now - ms).toISOString();
const minutes = 60_000;

describe('time in words', () => {
  it('tells a moment of today by the clock of Amsterdam, and one of another day with its date', () => {
    expect(moment('2028-01-03T13:02:00.000Z', now)).toBe('14.02 uur');
    expect(moment('2028-01-02T23:30:00.000Z', now)).toBe('0.30 uur');
    expect(moment('2028-01-02T22:30:00.000Z', now)).toBe('2 januari, 23.30 uur');
    expect(fullMoment(now)).toBe('3 januari 2028, 14.02 uur');
  });

  it.each([
    [0, 'minder dan een minuut'],
    [-5 * minutes, 'minder dan een minuut'],
    [1 * minutes, '1 minuut'],
    [59 * minutes, '59 minuten'],
    [60 * minutes, '1 uur'],
    [47 * 60 * minutes, '47 uur'],
    [48 * 60 * minutes, '2 dagen'],
  ])('tells an age of %d ms as %s', (past, words) => {
    expect(age(ago(past), now)).toBe(words);
  });

  it('counts in singular and plural', () => {
    expect([0, 1, 2].map(textsIn.nl.groups)).toEqual(['0 groepen', '1 groep', '2 groepen']);
    expect([0, 1, 2].map(textsIn.en.groups)).toEqual(['0 groups', '1 group', '2 groups']);
  });
});

describe('the connection in words', () => {
  it('says of when the figures are, and why there is no connection when the server told', () => {
    const lost = { is: 'lost', why: '', since: Date.parse(ago(2 * minutes)) } as const;
    expect(connectionWords(lost, true, now)).toBe(
      'Verbinding verbroken – u ziet de stand van 14.00 uur. De pagina probeert het vanzelf opnieuw.',
    );
    expect(connectionWords({ ...lost, why: 'Vraag een nieuw token aan.' }, false, now)).toBe(
      'Verbinding verbroken. Vraag een nieuw token aan.',
    );
    expect(connectionWords({ is: 'connected' }, true, now)).toBe('Verbonden: u ziet elke wijziging vanzelf.');
  });
});

describe('the page in English', () => {
  const { en } = textsIn;

  it('says in its own words what the Dutch page says', () => {
    expect(en.lost(null, '')).toBe('Connection lost. The page tries again by itself.');
    expect(en.lost('14:00', 'Ask for a new token.')).toBe(
      'Connection lost – you see the figures of 14:00. Ask for a new token.',
    );
    expect(en.halted('stay-list', '13:00', 3, 'x')).toBe(
      'Repair the cause and let it go on. The list of stays stands still since 13:00 and is 3 events behind (reason: x).',
    );
    expect(en.careForms['living-group']).toBe('living group (woongroep)');
  });

  it('leaves no text as it is in Dutch', () => {
    for (const [name, text] of Object.entries(textsIn.nl)) {
      if (typeof text === 'string') expect([name, en[name as keyof typeof en]]).not.toEqual([name, text]);
    }
  });
});
