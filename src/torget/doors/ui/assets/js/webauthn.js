// Staff passkeys. The page holds the options as JSON in #webauthn-options; the form has a hidden
// field `credential`. data-webauthn on the form says `create` or `get`. Without options in the
// page, data-options-url is asked for them. Both are allauth's: {request_options: {publicKey}}.
const form = document.querySelector("form[data-webauthn]");

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0)).buffer;
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const decode = ({ publicKey }) => {
  const list = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) options.excludeCredentials = list(options.excludeCredentials);
  if (options.allowCredentials) options.allowCredentials = list(options.allowCredentials);
  return { publicKey: options };
};

const encode = (credential) => {
  const response = {};
  for (const name of [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ])
    if (credential.response[name]) response[name] = text(credential.response[name]);
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
};

const options = async () => {
  const block = document.getElementById("webauthn-options");
  if (block) return Object.values(JSON.parse(block.textContent))[0];
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
};

if (form && window.PublicKeyCredential) {
  const button = form.querySelector("[data-passkey]");
  const problem = form.querySelector("[data-problem]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    problem.hidden = true;
    try {
      const asked = decode(await options());
      // A key that opens both the door and the lock must be able to say who it belongs to.
      if (form.dataset.webauthn === "create" && form.elements.passwordless?.checked)
        asked.publicKey.authenticatorSelection = {
          ...asked.publicKey.authenticatorSelection,
          residentKey: "required",
          requireResidentKey: true,
          userVerification: "required",
        };
      const credential = await navigator.credentials[form.dataset.webauthn](asked);
      form.elements.credential.value = JSON.stringify(encode(credential));
      form.submit();
    } catch {
      problem.hidden = false; // cancelled, timed out or unknown key: the person may try again
      problem.focus();
    }
  });
} else if (form) {
  form.querySelector("[data-unsupported]")?.removeAttribute("hidden");
}
