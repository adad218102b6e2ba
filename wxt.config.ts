import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    plugins: [preact()],
    // Dexie's build for today's browsers is smaller than the one its package resolves to.
    resolve: {
      alias: {
        dexie: fileURLToPath(
          new URL('node_modules/dexie/dist/modern/dexie.min.mjs', import.meta.url),
        ),
      },
    },
  }),
  manifest: {
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'alarms'],
    host_permissions: ['https://fapi.binance.com/*'],
    action: { default_title: '__MSG_extension_action__' },
  },
});
