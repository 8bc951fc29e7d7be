/** After the last test of a run. When a run is killed instead, the services notice by themselves and end too. */
export default async function tearDown() {
  await globalThis.capRunServices?.stop();
}
