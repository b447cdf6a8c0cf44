/* Before the form tool is loaded: it waits until forms.js has made its configuration. */
window.CMS_MANUAL_INIT = true;
