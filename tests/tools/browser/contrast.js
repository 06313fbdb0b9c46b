// How well everything stands out from what is behind it (WCAG 2.2, 1.4.3 and 1.4.11): one line for
// each fault, and a last line "N texts, N drawn, least R".
(() => {
	const rgb = text => text.match(/[\d.]+/g).map(Number);
	const light = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
	const luminance = c => 0.2126 * light(c[0]) + 0.7152 * light(c[1]) + 0.0722 * light(c[2]);
	const ratio = (a, b) => {
		const [x, y] = [luminance(rgb(a)), luminance(rgb(b))].sort((p, q) => q - p);
		return (x + 0.05) / (y + 0.05);
	};
	const solid = c => rgb(c).length === 3 || rgb(c)[3] === 1;
	const behind = e => {
		for (; e; e = e.parentElement)
			if (solid(getComputedStyle(e).backgroundColor))
				return getComputedStyle(e).backgroundColor;
		throw new Error('nothing behind');
	};
	const faults = [];
	let least = 99, texts = 0, drawn = 0;
	const hold = (what, a, b, wanted) => {
		const r = ratio(a, b);
		least = Math.min(least, r);
		if (r < wanted)
			faults.push(`${what}: ${a} on ${b}: ${r.toFixed(2)} < ${wanted}`);
	};
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; (node = walker.nextNode());) {
		const e = node.parentElement, style = getComputedStyle(e);
		if (!node.data.trim() || !e.getClientRects().length)
			continue;
		texts++;
		hold(e.tagName + ' ' + node.data.trim().slice(0, 20),
			e.closest('svg') ? style.fill : style.color, behind(e), 4.5);
	}
	for (const e of document.querySelectorAll('rect')) {
		const fill = getComputedStyle(e).fill, back = behind(e);
		drawn++;
		if (e.classList.contains('track'))
			hold('edge', getComputedStyle(e).stroke, back, 3);
		else
			hold(e.className.baseVal, fill, back, 3);
		const track = e.parentElement.querySelector('.track');
		if (track && e !== track)
			hold(e.className.baseVal + ' in its track', fill, getComputedStyle(track).fill, 3);
	}
	return [...faults, `${texts} texts, ${drawn} drawn, least ${least.toFixed(1)}`].join('\n');
})()
