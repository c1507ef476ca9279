// What can be told of a page without a person's eye. Runs in the page, returns sentences; an empty list is a good page.
(language) => {
  const faults = [];
  const root = document.documentElement;
  const where = element => {
    const names = [];
    for (let at = element; at && at !== document.body && names.length < 4; at = at.parentElement) names.unshift(at.id ? `#${at.id}` : at.className?.baseVal === undefined && at.className ? `${at.localName}.${String(at.className).split(' ')[0]}` : at.localName);
    return names.join(' > ');
  };
  const isSeen = element => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && element.getClientRects().length > 0 && !element.closest('.only-read, [hidden]');

  if (root.lang !== language) faults.push(`lang is ${root.lang}`);
  if (root.dir !== (language === 'fa' ? 'rtl' : 'ltr')) faults.push(`dir is ${root.dir}`);
  if (document.title.trim() === '') faults.push('no title');
  if (document.querySelectorAll('h1').length !== 1) faults.push(`${document.querySelectorAll('h1').length} h1`);
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.body.querySelectorAll('*')].filter(isSeen).filter(e => { const box = e.getBoundingClientRect(); return box.right > innerWidth + 1 || box.left < -1; });
    faults.push(`wider than the screen by ${root.scrollWidth - innerWidth}: ${wide.slice(0, 3).map(where).join('; ')}`);
  }

  for (const element of document.body.querySelectorAll('*')) {
    if (!isSeen(element) || element.closest('svg')) continue;
    const style = getComputedStyle(element);
    const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip';
    if (cuts && style.clipPath === 'none' && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && !element.closest('[data-cut], .only-read') && style.display !== 'inline')
      faults.push(`clipped text: ${where(element)} "${element.textContent.trim().slice(0, 40)}"`);
  }

  // machine text stands in islands of its own; everything else is the reader's language
  const island = '[dir=ltr], code, pre, kbd, bdi, .verbatim, [lang], svg title, script, style, option, input, textarea';
  const known = /\b(API|SMS|GSM(?:-7)?|UCS-2|UTC|OTP|Rasan|QR|URL|JSON|CSV|XLSX|curl|C#|Python|PHP|HTTP|OpenAPI|ID|Idempotency-Key|Kavenegar|Ghasedak|IPPanel|RayganSMS|Twilio|Sandbox)\b|C#/g;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const holder = walker.currentNode.parentElement;
    if (!text || !isSeen(holder)) continue;
    const inside = holder.closest(island);
    const isIsland = inside && inside !== root && !(inside.matches('[lang]') && inside.lang === language && !inside.matches('[dir=ltr]'));
    if (/^[A-Za-z]+(\.[a-z_]+)+$/.test(text) && !isIsland) faults.push(`a key instead of a text: ${text} at ${where(holder)}`);
    if (isIsland) continue;
    if (language === 'fa') {
      if (/[A-Za-z]{2,}/.test(text.replace(known, ''))) faults.push(`not Persian: "${text.slice(0, 60)}" at ${where(holder)}`);
      if (/[0-9]/.test(text.replace(known, '')) && !getComputedStyle(holder).fontFamily.includes('digits')) faults.push(`ASCII digits: "${text.slice(0, 60)}" at ${where(holder)}`);
      if (/[۰-۹]{8,}/.test(text)) faults.push(`a long number outside an island: "${text.slice(0, 60)}" at ${where(holder)}`);
    } else if (/[؀-ۿ]/.test(text)) faults.push(`not English: "${text.slice(0, 60)}" at ${where(holder)}`);
  }

  // a code or a number that is drawn right to left would be read backwards
  for (const element of document.body.querySelectorAll('code, pre, .phone, .verbatim, time bdi'))
    if (isSeen(element) && getComputedStyle(element).direction !== 'ltr' && !element.matches('[dir=auto]')) faults.push(`drawn right to left: ${where(element)}`);

  for (const icon of document.body.querySelectorAll('svg.icon')) {
    const box = icon.getBoundingClientRect();
    if (isSeen(icon) && (box.width < 8 || box.width > 60)) faults.push(`a stray icon: ${where(icon)}`);
  }
  for (const icon of document.body.querySelectorAll('.rzi, .notranslate'))
    if (isSeen(icon) && icon.getBoundingClientRect().width > 60) faults.push(`an icon that is drawn as a word: ${where(icon)} "${icon.textContent}"`);
  return faults;
}
