// Asks a program whether it is well: node health.mjs URL. The images have no other client for HTTP.
const answered = await fetch(process.argv[2], { signal: AbortSignal.timeout(2500) }).catch(() => null);
process.exit(answered?.ok ? 0 : 1);
