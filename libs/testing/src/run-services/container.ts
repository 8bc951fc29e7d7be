import { setTimeout as pause } from 'node:timers/promises';
import type { Service, Way } from './service';

let engine: Promise<boolean> | undefined;

/** Whether a container engine answers within two seconds. Asked once a run. */
const engineAnswers = (): Promise<boolean> => (engine ??= askEngine());

const askEngine = async (): Promise<boolean> => {
  const { getContainerRuntimeClient } = await import('testcontainers');
  const client = getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
  return Promise.race([client, pause(2_000, false, { ref: false })]);
};

/** A way by testcontainers; closed when no engine answers or when the image cannot be had. */
export const inContainer =
  (image: string, start: (image: string) => Promise<Omit<Service, 'description'>>): Way =>
  async () => {
    if (!(await engineAnswers())) return undefined;
    try {
      return { ...(await start(image)), description: `container of ${image}` };
    } catch (error) {
      console.warn(
        `No container of ${image}, so another way is taken: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    }
  };
