import { printPermissions } from './print-permissions';

process.stdout.write(printPermissions());
