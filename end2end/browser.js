// Debian's Chromium, without the talking to its maker that a closed network refuses.
export const launchOptions = {
  executablePath: process.env.KEYPOOL_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
