// What has the focus, in words, and whether it can be seen.
(() => {
	const e = document.activeElement;
	if (!e || e === document.body)
		return 'nothing';
	const style = getComputedStyle(e);
	const named = e.getAttribute('aria-labelledby');
	const name = e.getAttribute('aria-label') ||
		(named ? document.getElementById(named).textContent : e.textContent);
	const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
	return `${e.getAttribute('role') || e.tagName.toLowerCase()} ${name.trim()}` +
		(seen ? '' : ' (not to be seen)');
})()
