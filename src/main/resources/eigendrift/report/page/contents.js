// The contents say what is being read; on paper everything is unfolded.
const links = new Map([...document.querySelectorAll('nav a')].map(link => [link.hash.slice(1), link]));
const seen = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (entry.isIntersecting) {
      links.forEach(link => link.removeAttribute('aria-current'));
      links.get(entry.target.id)?.setAttribute('aria-current', 'true');
    }
  }
}, {rootMargin: '-15% 0px -75% 0px'});
document.querySelectorAll('main section').forEach(section => seen.observe(section));

let folded = [];
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('details:not([open])')];
  folded.forEach(each => { each.open = true; });
});
addEventListener('afterprint', () => folded.forEach(each => { each.open = false; }));

// A link to a figure that is folded away unfolds it.
function unfold() {
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest('details')?.setAttribute('open', '');
}
addEventListener('hashchange', unfold);
unfold();
