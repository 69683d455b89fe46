import { z } from 'zod';

// Zod compiles schemas with `new Function` where it may, which the server's content policy forbids. Schemas decide on
// that when they are made, so this is imported before all of them.
z.config({ jitless: true });
