/** Stands where a chat would be that is a real one. */
export function RealChatNote({ name }: { readonly name: "Slack" | "Teams" }) {
  return (
    <div className="pg-empty">
      <p>
        <strong>A real {name} is connected.</strong>
      </p>
      <p>Its messages are not shown here. Look there for the bot&apos;s cards; its doings are in the timeline.</p>
    </div>
  );
}
