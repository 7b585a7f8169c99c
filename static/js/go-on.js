/* Long work in parts: the page of each part asks for the next one by itself. Without scripts there is a button. */
const form = document.querySelector("form[data-go-on]");
if (form) setTimeout(() => form.requestSubmit(), 150);
