// Files are sent as soon as they are picked, one request for each, with progress.
// The form names the address in data-upload-url. The answer is JSON: {} or {"error": "…"}.
// When all are through the page is loaded again and shows them as saved.
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

const send = (url, question, file, row, words) =>
  new Promise((done) => {
    const request = new XMLHttpRequest();
    const bar = row.querySelector("progress");
    const end = (error) => {
      bar.remove();
      row.querySelector(".meta").textContent = error || words.sent;
      row.classList.toggle("error", Boolean(error));
      done(error);
    };
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = (event) => (bar.value = event.loaded / event.total);
    request.onload = () =>
      end(request.response?.error || (request.status < 300 ? "" : words.failed));
    request.onerror = () => end(words.failed);
    const body = new FormData();
    body.append("question", question);
    body.append("file", file);
    request.send(body);
  });

const show = (list, file, words) => {
  const row = document.createElement("li");
  row.className = "upload";
  const name = document.createElement("span");
  name.textContent = file.name;
  const meta = document.createElement("span");
  meta.className = "meta";
  meta.textContent = words.sending;
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", file.name);
  name.append(meta);
  row.append(name, bar);
  list.append(row);
  return row;
};

document.querySelectorAll("[data-files]").forEach((box) => {
  const url = box.closest("form")?.dataset.uploadUrl;
  const input = box.querySelector("[type=file]");
  if (!url || !input) return;
  const list = box.querySelector(".uploads");
  const status = box.querySelector(".drop [role=status]");
  const drop = box.querySelector(".drop");
  const words = list.dataset;
  box.querySelector(".manual").hidden = true;

  const take = async (files) => {
    const errors = [];
    for (const file of files) {
      status.textContent = `${words.sending} ${file.name}`;
      const error = await send(url, input.name, file, show(list, file, words), words);
      status.textContent = `${file.name}: ${error || words.sent}`;
      if (error) errors.push(error);
    }
    input.value = "";
    // Answers typed beside the files are kept by submitting the form as the plain button does.
    if (!errors.length) box.querySelector("[name=upload]").click();
  };
  input.addEventListener("change", () => take(input.files));
  for (const kind of ["dragover", "dragleave", "drop"])
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop") take(event.dataTransfer.files);
    });
});
