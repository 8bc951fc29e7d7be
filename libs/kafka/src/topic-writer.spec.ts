import { notAcknowledged } from './topic-writer';

it('a partition that got messages and gave no answer is missed, whatever the others answered', () => {
  const written = [
    { topicName: 'cap.stays', partition: 0 },
    { topicName: 'cap.units', partition: 1 },
  ];
  expect(notAcknowledged(['cap.stays/0', 'cap.units/1'], written)).toEqual([]);
  expect(notAcknowledged(['cap.stays/0', 'cap.stays/1', 'cap.units/1'], written)).toEqual(['cap.stays/1']);
});
