import { useId, useState } from "react";
import { PageDialog } from "../frame/page-dialog.tsx";
import type { PaneProps } from "../pane-props.ts";
import {
  type BuildForm,
  emptyForm,
  type FormErrors,
  type Kind,
  KINDS,
  NUMBER_FIELDS,
  readBuildForm,
} from "./read-build-form.ts";

interface StartBuildDialogProps {
  readonly jobs: readonly string[];
  /** The job it opens with. */
  readonly job: string;
  readonly act: PaneProps<never>["act"];
  readonly onClose: () => void;
}

/** The form that starts a build. */
export function StartBuildDialog({ jobs, job, act, onClose }: StartBuildDialogProps) {
  const [form, setForm] = useState<BuildForm>(() => emptyForm(job));
  const [errors, setErrors] = useState<FormErrors>({});
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const id = useId();

  const submit = async () => {
    const reading = readBuildForm(form);
    setRefusal(undefined);
    setErrors(reading.ok ? {} : reading.errors);
    if (!reading.ok) return;
    setBusy(true);
    const answer = await act(reading.action);
    setBusy(false);
    if (answer.ok) onClose();
    else setRefusal(answer.message);
  };
  const toggle = (kind: Kind) =>
    setForm({
      ...form,
      kinds: form.kinds.includes(kind) ? form.kinds.filter((one) => one !== kind) : [...form.kinds, kind],
    });

  const isNew = form.job === "";
  const wrong = [...new Set(Object.values(errors))];
  return (
    <PageDialog title="Start a build" onClose={onClose}>
      <form
        className="pg-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <label className="pg-field">
          <span>Job</span>
          <select value={form.job} onChange={({ target }) => setForm(emptyForm(target.value))}>
            {jobs.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
            <option value="">A new job…</option>
          </select>
        </label>
        {isNew && (
          <label className="pg-field">
            <span>Name of the new job</span>
            <input
              value={form.newJob}
              placeholder="Payments Nightly"
              aria-invalid={errors.newJob !== undefined}
              aria-describedby={`${id}-errors`}
              onChange={({ target }) => setForm({ ...form, newJob: target.value })}
            />
          </label>
        )}
        <div className="pg-form-numbers">
          {NUMBER_FIELDS.map(({ name, label, min, max }) => (
            <label key={name} className="pg-field">
              <span>{label}</span>
              <input
                inputMode="numeric"
                value={form.numbers[name]}
                placeholder={isNew ? `${min}–${max}` : "as usual"}
                aria-invalid={errors[name] !== undefined}
                aria-describedby={`${id}-errors`}
                onChange={({ target }) => setForm({ ...form, numbers: { ...form.numbers, [name]: target.value } })}
              />
            </label>
          ))}
        </div>
        <fieldset className="pg-field pg-kinds">
          <legend>Kinds of platform</legend>
          {KINDS.map((kind) => (
            <label key={kind}>
              <input type="checkbox" checked={form.kinds.includes(kind)} onChange={() => toggle(kind)} /> {kind}s
            </label>
          ))}
        </fieldset>
        <p className="pg-form-hint">
          {isNew
            ? "To see its card in a chat, subscribe there: /perfecto subscribe and the job's name."
            : "An empty field stays as this job's builds usually are."}
        </p>
        <div className="pg-form-errors" id={`${id}-errors`} role="alert">
          {[...wrong, ...(refusal === undefined ? [] : [refusal])].map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
        <div className="pg-form-end">
          <button type="button" className="pg-button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="pg-button pg-button-main" disabled={isBusy}>
            {isBusy ? "Starting…" : "Start"}
          </button>
        </div>
      </form>
    </PageDialog>
  );
}
