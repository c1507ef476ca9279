// The frame's own moves: menu, drawer, boxes that close, the connection's state. Works on plain pages and beside a circuit,
// which may draw the frame anew at any time: everything is listened to from the document.
(() => {
  const root = document.documentElement;
  const frame = () => document.getElementById('frame');
  const narrow = matchMedia('(max-width: 60rem)');

  // until its circuit draws it anew: what is typed into it or sent with it before would be lost
  for (const form of document.querySelectorAll('form:not([method])')) form.inert = true;

  const drawMenu = () => {
    const button = document.getElementById('menu');
    if (!button) return;
    const open = narrow.matches ? root.classList.contains('drawer') : !root.classList.contains('slim');
    button.setAttribute('aria-expanded', String(open));
  };
  const closeDrawer = () => { root.classList.remove('drawer'); drawMenu(); };

  if (localStorage.getItem('rasan-slim') === '1') root.classList.add('slim');
  narrow.addEventListener('change', closeDrawer);

  document.addEventListener('click', event => {
    const target = event.target;
    if (target.closest('#menu')) {
      if (narrow.matches) root.classList.toggle('drawer');
      else localStorage.setItem('rasan-slim', root.classList.toggle('slim') ? '1' : '0');
      drawMenu();
      if (root.classList.contains('drawer')) document.querySelector('#sidebar a')?.focus();
    } else if (target.closest('#backdrop') || target.closest('#sidebar a')) closeDrawer();

    if (target.closest('[data-calendar]')) openCalendar(target);

    const copy = target.closest('[data-copy]');
    if (copy) take(copy.dataset.copy, copy.parentElement).then(() => {
      copy.classList.add('copied');
      setTimeout(() => copy.classList.remove('copied'), 1500);
    });

    for (const menu of document.querySelectorAll('details[data-menu][open]'))
      if (!menu.contains(target) || target.closest('a')) menu.open = false;
  });

  // a page that came without https has no clipboard of its own
  const take = async (text, beside) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const focused = document.activeElement;
    const box = document.createElement('textarea');
    box.className = 'only-read';
    box.value = text;
    beside.append(box);
    box.select();
    const taken = document.execCommand('copy');
    box.remove();
    focused?.focus();
    if (!taken) throw new Error('The browser does not let the page copy.');
  };

  // Radzen's calendar hangs from the box it fills; its own button can't be reached with the keyboard and leaves the focus where it is
  const openCalendar = within => {
    const picker = within.closest('.moment-picker');
    const calendar = picker.querySelector('[aria-controls]')?.getAttribute('aria-controls');
    if (!calendar) return;
    for (const [part, name] of [['hour', picker.dataset.hour], ['minute', picker.dataset.minute]])   // Radzen leaves them without a name
      document.querySelector(`#${CSS.escape(calendar)} .rz-${part}-picker input`)?.setAttribute('aria-label', name);
    Radzen.openPopup(picker, calendar, false, null, null, null, null, null, true, true);
  };

  document.addEventListener('keydown', event => {
    if (event.altKey && event.key === 'ArrowDown' && event.target.matches('.moment-picker > input')) {
      event.preventDefault();
      openCalendar(event.target);
    }
    if (event.key !== 'Escape') return;
    const calendar = event.target.closest?.('.rz-datepicker-popup-container');   // Radzen closes it and leaves the focus nowhere
    if (calendar) document.querySelector(`.moment-picker [aria-controls="${calendar.id}"]`)?.closest('.moment-picker').querySelector('input').focus();
    for (const menu of document.querySelectorAll('details[data-menu][open]')) { menu.open = false; menu.querySelector('summary').focus(); }
    if (root.classList.contains('drawer')) { closeDrawer(); document.getElementById('menu')?.focus(); }
  });

  document.addEventListener('toggle', event => {
    if (event.target.matches?.('details[data-menu]') && event.target.open) event.target.querySelector('input')?.focus();
  }, true);

  document.addEventListener('input', event => {
    const list = document.getElementById(event.target.dataset?.filters ?? '');
    if (!list) return;
    const wanted = event.target.value.trim().toLocaleLowerCase();
    let shown = 0;
    for (const item of list.children) {
      item.hidden = !item.textContent.toLocaleLowerCase().includes(wanted);
      if (!item.hidden) shown++;
    }
    list.parentElement.querySelector('.none').hidden = shown > 0;
  });

  // Firefox drags nothing that carries nothing
  document.addEventListener('dragstart', event => {
    if (event.target.matches?.('.ordered > li')) event.dataTransfer.setData('text/plain', event.target.innerText);
  });

  // what is in order may be dropped on what is in order: without this the browser lets nothing be dropped anywhere
  document.addEventListener('dragover', event => {
    if (event.target.closest?.('.ordered > li')) event.preventDefault();
  });

  // a form that leads back here: the address may have moved since it was drawn
  document.addEventListener('submit', event => {
    const field = event.target.matches('[data-returns]') && event.target.elements.returnUrl;
    if (field) field.value = location.pathname + location.search;
  }, true);

  // blazor.web.js toggles classes on the notice: -show, -hide, -failed, -rejected. Rejected or failed: the circuit is gone,
  // and only a new page helps, once the server answers again.
  const waitForServer = async () => {
    for (;;) {
      try { if ((await fetch('healthz', { cache: 'no-store' })).ok) return location.reload(); } catch { /* not yet */ }
      await new Promise(done => setTimeout(done, 1000));
    }
  };
  const notice = document.getElementById('components-reconnect-modal');
  const broken = document.getElementById('blazor-error-ui');   // blazor.web.js shows it when the page itself has failed: no connection brings it back
  let waiting = false;
  const drawConnection = () => {
    const is = state => notice.classList.contains('components-reconnect-' + state);
    root.classList.toggle('lost', ['show', 'failed', 'rejected'].some(is) || broken.style.display === 'block');
    if (!waiting && ['failed', 'rejected'].some(is)) { waiting = true; waitForServer(); }
  };
  const watch = new MutationObserver(drawConnection);
  watch.observe(notice, { attributes: true, attributeFilter: ['class'] });
  watch.observe(broken, { attributes: true, attributeFilter: ['style'] });

  drawMenu();
})();
