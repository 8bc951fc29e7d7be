import { exposition } from './exposition';

describe('the text for Prometheus', () => {
  it('has one family a gauge, with help, type and a line a value', () => {
    const text = exposition([
      { name: 'cap_parked_streams', help: 'Streams that wait.', values: [{ value: 2 }] },
      {
        name: 'cap_reader_behind_events',
        help: 'Events to come.',
        values: [
          { labels: { reader: 'stay-list' }, value: 0 },
          { labels: { reader: 'reactions', role: 'react' }, value: 7 },
        ],
      },
    ]);
    expect(text).toBe(
      [
        '# HELP cap_parked_streams Streams that wait.',
        '# TYPE cap_parked_streams gauge',
        'cap_parked_streams 2',
        '# HELP cap_reader_behind_events Events to come.',
        '# TYPE cap_reader_behind_events gauge',
        'cap_reader_behind_events{reader="stay-list"} 0',
        'cap_reader_behind_events{reader="reactions",role="react"} 7',
        '',
      ].join('\n'),
    );
  });

  it('escapes what would end a value or a line', () => {
    const text = exposition([{ name: 'cap_x', help: 'a\nb', values: [{ labels: { of: 'a"b\\c\nd' }, value: 1 }] }]);
    expect(text.split('\n')).toEqual(['# HELP cap_x a\\nb', '# TYPE cap_x gauge', 'cap_x{of="a\\"b\\\\c\\nd"} 1', '']);
  });
});
