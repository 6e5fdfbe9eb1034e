// Leads on from an old address and keeps what stands behind "?" and "#".
document.addEventListener('DOMContentLoaded', () => {
  const to = new URL(document.getElementById('moved').href);
  if (to.protocol === 'file:' && to.pathname.endsWith('/')) to.pathname += 'index.html';
  if (location.search) to.search = location.search;
  if (location.hash) to.hash = location.hash;
  location.replace(to);
});
