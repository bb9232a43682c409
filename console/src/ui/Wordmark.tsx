/** The name of the product with its mark: one speech bubble shared by two. */
export function Wordmark() {
  return (
    <span class="wordmark">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <path
          class="wordmark-bubble"
          d="M13 3h6a10 10 0 0 1 0 20h-2.2l-5.4 5.2c-.6.6-1.6.2-1.6-.7V22.5A10 10 0 0 1 13 3Z"
        />
        <path class="wordmark-bond" d="M14 13h4" />
        <circle class="wordmark-head" cx="12" cy="13" r="2" />
        <circle class="wordmark-head" cx="20" cy="13" r="2" />
      </svg>
      <span>Parley</span>
    </span>
  );
}
