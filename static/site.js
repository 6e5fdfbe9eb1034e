// The core script: the switch between light and dark, and links that work from disk.
(() => {
  const root = document.documentElement;
  try {
    const chosen = localStorage.getItem('theme');
    if (chosen) root.dataset.theme = chosen;
  } catch {}

  const themeSwitch = () => {
    const button = document.getElementById('theme');
    button.hidden = false;
    button.addEventListener('click', () => {
      const now = root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
      root.dataset.theme = now === 'dark' ? 'light' : 'dark';
      try { localStorage.setItem('theme', root.dataset.theme); } catch {}
    });
  };

  // Opened from disk, a folder's address shows a list of files: name its page instead.
  const linksFromDisk = () => {
    for (const a of document.querySelectorAll('a[href]')) {
      if (a.protocol === 'file:' && a.pathname.endsWith('/')) a.pathname += 'index.html';
    }
  };

  document.addEventListener('DOMContentLoaded', () => {
    themeSwitch();
    if (location.protocol === 'file:') linksFromDisk();
  });
})();
