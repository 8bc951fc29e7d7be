export {
  ConfigurationError,
  describeConfig,
  FromEnvironment,
  loadConfig,
  tellUnknownVariables,
  unknownVariables,
} from './config';
export type { ConfigurationProblem, DescribedVariable, VariableHints } from './config';
export { projectVariables } from './project-variables';
export { deriveId } from './derive-id';
export { countTheProcess, figures, figuresAsText, figuresType, whenFiguresAreAsked } from './figures';
export type { LookedUp } from './figures';
export { serveFigures } from './figures-server';
export type { FiguresServer } from './figures-server';
export { JsonLogger } from './json-logger';
export type { LogField } from './log-fields';
export { createMasterKeyFile, hmac, loadMasterKey, MasterKeyError, subKey } from './master-key';
export type { MasterKey, SubKey } from './master-key';
export { endWithParent, onShutdown, shutDown } from './shutdown';
export { currentTrace, traceIdOf, withTrace } from './trace';
export { inSpan, keptTraceparent, openSpan, pastSpan, tellTraces } from './traces/spans';
export type { OpenSpan, Origin, SpanOptions } from './traces/spans';
export type { SpanField, SpanFields } from './traces/span-fields';
export { startTraces } from './traces/start-traces';
export type { StopTraces } from './traces/start-traces';
export { TracesConfig } from './traces/traces-config';
