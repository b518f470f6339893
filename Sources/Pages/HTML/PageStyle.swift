/// The style of all pages.
enum PageStyle {
    /// The hash by which the policy knows it; a test compares it with ``text``.
    static let hash = "sha256-FS1BOGW3tRGLuTOszKE0O2wfKqOGc2gGz3grcm49bhw="

    /// The style.
    static let text: StaticString = """

        :root {
          color-scheme: light dark;
          --page: #fbfbfa; --raised: #ffffff; --line: #e2e2de; --bed: #efefec;
          --ink: #1b1c1f; --soft: #595c63; --accent: #3848c4; --on-accent: #ffffff; --wash: #d9ddf6;
          --good: #1c7244; --warn: #8a5300; --bad: #b3261e; --bad-wash: #fcefed; --bad-line: #eec6c2;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #131416; --raised: #1b1c1f; --line: #313338; --bed: #1d1e22;
            --ink: #e9e9e6; --soft: #a4a7ae; --accent: #a3aeff; --on-accent: #131416; --wash: #2f3560;
            --good: #6fce98; --warn: #f0b35c; --bad: #ff9b90; --bad-wash: #2b1a19; --bad-line: #5d302c;
          }
        }
        *, ::before, ::after { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0 auto; max-width: 76rem; padding: 1.25rem clamp(1rem, 4vw, 2.5rem) 3rem;
          background: var(--page); color: var(--ink); overflow-wrap: anywhere;
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
        }
        h1, h2, h3, p, ul, ol, dl, dd, blockquote, pre { margin: 0; }
        h1 { font-size: 1.75rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; }
        h2 { font-size: 1.125rem; line-height: 1.3; font-weight: 650; }
        h3 { font-size: 1.25rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.005em; }
        ul, ol { padding: 0; list-style: none; }
        a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
        a:hover { text-decoration-thickness: 2px; }
        code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.9em; }
        pre { white-space: pre-wrap; padding: 0.75rem; background: var(--bed); border-radius: 6px; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
        .unseen {
          position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; border: 0;
          overflow: hidden; clip-path: inset(50%); white-space: nowrap;
        }
        .small, footer, .meta, .remedy, nav, .files, summary { font-size: 0.875rem; }
        .small, footer, .meta, .waiting, .remedy { color: var(--soft); }
        .times, .figure, .meta { font-variant-numeric: tabular-nums; }
        .figure { white-space: nowrap; }
        /* Where the line breaks, the dot hangs out of it on the left and is cut off. */
        .meta { display: flex; flex-wrap: wrap; gap: 0 1.2em; overflow: hidden; }
        .meta > * { position: relative; }
        .meta > * + *::before { content: "·"; position: absolute; left: -0.75em; }

        .title { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.875rem; }
        .badge { display: inline-flex; align-items: center; gap: 0.45em; font-size: 0.875rem; font-weight: 550; }
        .badge::before { content: ""; width: 0.55em; height: 0.55em; border-radius: 50%; background: currentColor; }
        .badge.ready { color: var(--good); }
        .badge.partial { color: var(--warn); }
        .badge.error { color: var(--bad); }
        .badge.busy { color: var(--accent); }

        .top nav { margin-bottom: 0.25rem; }
        .facts { display: flex; flex-wrap: wrap; gap: 0.375rem 2rem; margin-top: 0.75rem; }
        .facts dt { font-size: 0.75rem; color: var(--soft); }
        .facts dd { font-size: 0.9375rem; line-height: 1.4; font-variant-numeric: tabular-nums; }

        .timeline { margin-top: 1.5rem; }
        .timeline > svg { display: block; overflow: visible; }
        .timeline .small { margin-top: 0.25rem; font-size: 0.75rem; }
        .bed { fill: var(--bed); rx: 4px; }
        .area { fill: var(--soft); fill-opacity: 0.16; }
        .curve { fill: none; stroke: var(--soft); stroke-opacity: 0.7; stroke-width: 1.25px; stroke-linejoin: round; }
        .tick line { stroke: var(--line); }
        .tick text { fill: var(--soft); font-size: 0.75rem; font-variant-numeric: tabular-nums; text-anchor: middle; }
        .tick .first { text-anchor: start; }
        .tick .last { text-anchor: end; }
        .block { --mark: var(--accent); }
        .block.error { --mark: var(--bad); }
        .block.processing { --mark: var(--soft); }
        .block .span { fill: var(--mark); fill-opacity: 0.3; stroke: var(--mark); stroke-width: 1px; rx: 2px; }
        .block line { stroke: var(--mark); }
        .block circle { fill: var(--mark); }
        .block text { fill: var(--on-accent); font-size: 0.75rem; font-weight: 650; text-anchor: middle; }
        .block:hover .span { fill-opacity: 0.6; }
        .block:focus-visible circle { stroke: var(--ink); stroke-width: 2px; }

        .clips { margin-top: 1.25rem; }
        .clip { display: grid; gap: 0.75rem 2rem; grid-template-columns: minmax(0, 1fr); }
        .clip.ready {
          grid-template: "player words" auto "more words" 1fr / minmax(0, 7fr) minmax(0, 6fr);
        }
        .player { grid-area: player; }
        .ready > .words { grid-area: words; }
        .ready > .more { grid-area: more; }
        .waiting + .clip { margin-top: 1.25rem; }
        .clip + .clip { margin-top: 2.25rem; padding-top: 2.25rem; border-top: 1px solid var(--line); }
        video {
          display: block; width: 100%; height: auto; max-height: min(70vh, 34rem);
          background: #000; border-radius: 8px; object-fit: contain;
        }
        video:not([width]) { aspect-ratio: 16 / 9; }
        .files { display: flex; gap: 1.25rem; margin-top: 0.5rem; }
        .shapes { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem; margin-top: 1rem; }
        .shapes > li { flex: none; width: 20rem; max-width: 100%; }
        .shapes > .upright { width: 11.25rem; }
        .shapes video { width: 100%; height: auto; }
        .player:has(.shapes > .upright:only-child) { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; }
        .player:has(.shapes > .upright:only-child) > .shapes { grid-area: 1 / 2 / span 2; margin-top: 0; }
        @media (max-width: 40rem) {
          .player:has(.shapes > .upright:only-child) { grid-template-columns: minmax(0, 1fr); }
          .player:has(.shapes > .upright:only-child) > .shapes { grid-area: auto; margin-top: 1rem; }
        }
        .words { display: flex; flex-direction: column; gap: 0.75rem; max-width: 44rem; }
        .clip h3 { display: flex; gap: 0.6em; align-items: baseline; }
        .number {
          flex: none; min-width: 1.75em; padding: 0 0.45em; border-radius: 1em; text-align: center;
          background: var(--accent); color: var(--on-accent); font-size: 0.875rem; line-height: 1.75; letter-spacing: 0;
        }
        .clip.error .number { background: var(--bad); }
        .clip.processing .number { background: var(--soft); }
        .clip .meta { margin-top: 0.25rem; }
        blockquote { padding-inline-start: 0.875rem; border-inline-start: 3px solid var(--wash); font-size: 1.0625rem; }
        .name { font-size: 0.875rem; color: var(--soft); margin-inline-end: 0.25em; }
        .post { padding: 0.875rem 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; }
        details > .post + .post { margin-top: 0.5rem; }
        .caption { white-space: pre-line; }
        .hashtags { margin-top: 0.375rem; color: var(--accent); }
        .actions { display: flex; flex-wrap: wrap; gap: 0.5rem; }
        .actions:has(button:not([hidden])) { margin-top: 0.75rem; }
        button {
          min-height: 2rem; padding: 0.25rem 0.75rem; font: inherit; font-size: 0.875rem; font-weight: 550;
          color: var(--ink); background: var(--page); border: 1px solid var(--soft); border-radius: 6px; cursor: pointer;
        }
        button:hover { border-color: var(--accent); color: var(--accent); }

        details > summary { width: fit-content; color: var(--soft); cursor: pointer; }
        details > summary:hover { color: var(--ink); }
        details[open] > summary { margin-bottom: 0.5rem; color: var(--ink); }
        .more > details + details { margin-top: 0.375rem; }
        table { border-collapse: collapse; font-size: 0.875rem; }
        th { text-align: start; font-weight: 400; color: var(--soft); }
        th, td { padding: 0.2rem 1rem 0.2rem 0; vertical-align: top; }
        .figure { text-align: end; }
        .parts { width: 100%; max-width: 26rem; }
        .parts th { width: 40%; }
        .meaning { display: block; font-size: 0.8125rem; font-weight: 400; color: var(--soft); }
        .parts .total > * { padding-top: 0.4rem; color: var(--ink); font-weight: 650; }
        .bar { display: block; width: 100%; height: 0.5rem; margin-top: 0.45rem; background: var(--bed); border-radius: 2px; }
        .bar rect { fill: var(--accent); }
        .bar.less rect { fill: var(--bad); }
        .cues { max-height: 16rem; overflow-y: auto; font-size: 0.9375rem; }
        .cues li { display: flex; gap: 0.75rem; padding: 0.125rem 0; }
        .cues .times { flex: none; min-width: 2.5rem; color: var(--soft); font-size: 0.875rem; }
        .cues .line { white-space: pre-line; }

        .notice { padding: 0.875rem 1.125rem; border: 1px solid var(--line); border-radius: 8px; }
        .notice.error { background: var(--bad-wash); border-color: var(--bad-line); }
        .notice.error > h2, .notice.error > strong { color: var(--bad); }
        .notice .message { margin-top: 0.25rem; }
        .notice .remedy { margin-top: 0.25rem; }
        .notice details { margin-top: 0.5rem; }
        main > .notice { margin-top: 1.25rem; }
        .notes, .rejected { margin-top: 2.25rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
        .notes ul { margin-top: 0.5rem; padding-inline-start: 1.1rem; list-style: disc; max-width: 60rem; }
        .rejected > summary { font-size: 1rem; }
        .scroll { overflow-x: auto; }
        .scroll table { width: 100%; min-width: 40rem; }
        .scroll th, .scroll td { padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--line); }
        .scroll .times { white-space: nowrap; }
        footer { margin-top: 2.25rem; padding-top: 1rem; border-top: 1px solid var(--line); }

        .videos { margin-top: 2rem; }
        .videos ul { margin-top: 0.5rem; border-top: 1px solid var(--line); }
        .videos li {
          display: flex; align-items: flex-start; gap: 1rem;
          padding: 0.75rem 0; border-bottom: 1px solid var(--line);
        }
        .videos img {
          flex: none; width: 8rem; max-width: 30%; aspect-ratio: 16 / 9; object-fit: contain;
          background: #000; border-radius: 6px;
        }
        .video { flex: 1; min-width: 0; }
        .videos .title { justify-content: space-between; }
        .videos .title a { font-size: 1.0625rem; font-weight: 600; text-decoration: none; }
        .videos .title a:hover { text-decoration: underline; }
        .videos .notice { margin-top: 0.5rem; padding: 0.625rem 0.875rem; }
        .videos .message { margin-top: 0; }

        @media (max-width: 48rem) {
          h1 { font-size: 1.5rem; }
          .clip.ready { grid-template: "player" "words" "more" / minmax(0, 1fr); }
          .facts { gap: 0.5rem 1.5rem; }
          .block circle { r: 7px; }
          .block text { font-size: 0.5625rem; letter-spacing: -0.02em; }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
        @media print { .actions, .files, nav { display: none; } }

        """
}
