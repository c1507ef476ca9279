// blazor.web.js toggles classes on the notice: -show, -hide, -failed, -rejected.
// Rejected means the server was restarted and the circuit is gone: only a new page helps.
(() => {
  const notice = document.getElementById('components-reconnect-modal');
  new MutationObserver(() => {
    if (notice.classList.contains('components-reconnect-rejected')) location.reload();
  }).observe(notice, { attributes: true, attributeFilter: ['class'] });
})();
