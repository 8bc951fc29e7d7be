export { decider, type Decider, type Given, type Outcome } from './decider';
export { emptyDatabase, freshDatabase, type TestDatabase } from './database';
export { eventually, type Patience } from './eventually';
export { kafkaForTests, type TestKafka } from './kafka';
export { fillLog } from './fill-log';
export { openLine } from './line';
export type { Line } from './line';
export { OwnKafka } from './own-kafka';
