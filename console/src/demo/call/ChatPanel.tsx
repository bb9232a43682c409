import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../ui/Icon.tsx';
import { type ChatMessage, cleanText, MAX_TEXT_LENGTH } from './chat.ts';
import { PanelFrame } from './PanelFrame.tsx';

interface ChatPanelProps {
  messages: readonly ChatMessage[];
  /** False when the text was not sent. */
  onSend: (text: string) => boolean;
  onClose: () => void;
}

/** The counter appears when this many characters are left. */
const COUNTER_FROM = 100;

const TIME = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

/** The text chat of a call. */
export function ChatPanel({ messages, onSend, onClose }: ChatPanelProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [messages]);
  return (
    <PanelFrame title="Chat" onClose={onClose}>
      {messages.length === 0 && (
        <p class="panel-empty">Messages go to everybody who is in the call now. Nothing is kept when it ends.</p>
      )}
      <div class="chat-log" ref={list} role="log" aria-label="Messages" tabIndex={messages.length > 0 ? 0 : -1}>
        <ol class="chat-list">
          {messages.map((message, index) => (
            <Message key={message.id} message={message} continued={continues(messages[index - 1], message)} />
          ))}
        </ol>
      </div>
      <Composer onSend={onSend} />
    </PanelFrame>
  );
}

/** Messages of one person within a minute share one heading. */
function continues(before: ChatMessage | undefined, message: ChatMessage): boolean {
  return before?.identity === message.identity && message.timeMillis - before.timeMillis < 60_000;
}

function Message({ message, continued }: { message: ChatMessage; continued: boolean }) {
  return (
    <li
      class={message.own ? 'chat-message chat-own' : 'chat-message'}
      data-testid="chat-message"
      data-identity={message.identity}
    >
      {!continued && (
        <span class="chat-meta">
          <strong>{message.own ? 'You' : message.identity}</strong>
          <time dateTime={new Date(message.timeMillis).toISOString()}>{TIME.format(message.timeMillis)}</time>
        </span>
      )}
      <p class="chat-text">{message.text}</p>
    </li>
  );
}

function Composer({ onSend }: { onSend: (text: string) => boolean }) {
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => input.current?.focus(), []);

  const send = () => {
    if (onSend(text)) {
      setText('');
    }
    input.current?.focus();
  };

  const left = MAX_TEXT_LENGTH - text.length;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={input}
        rows={1}
        value={text}
        maxLength={MAX_TEXT_LENGTH}
        placeholder="Message to everybody"
        aria-label="Message to everybody"
        data-testid="chat-input"
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While an input method composes a character, Enter belongs to it.
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            send();
          }
        }}
      />
      {left <= COUNTER_FROM && (
        <span class="composer-counter" role="status" data-testid="chat-counter">
          {left} left
        </span>
      )}
      <button
        type="submit"
        class="composer-send"
        aria-label="Send"
        disabled={cleanText(text) === null}
        data-testid="chat-send"
      >
        <Icon name="send" />
      </button>
    </form>
  );
}
