/**
 * What the Job runs: POSIX sh and curl, nothing else. It asks for `URL` until it answers 200 with `TITLE`, `ATTEMPTS`
 * times with `PAUSE` seconds between, and ends with 1 where it never does.
 *
 * A sidecar that is an ordinary container of the pod would keep the pod, and with it the Job, running for ever; it is
 * asked to end at `QUIT_URL` however the check came out. A native sidecar ends by itself, and where there is none
 * nothing answers: both do no harm.
 *
 * @see https://istio.io/latest/docs/ops/common-problems/injection/
 */
export const pageCheckScript = `set -u
trap 'curl -s -m 5 -o /dev/null --noproxy "*" -X POST "$QUIT_URL" || true' EXIT
trap 'exit 143' TERM INT
attempt=1
while :; do
  page=$(curl -sS -m 5 --noproxy "*" -w '\\n%{http_code}' "$URL")
  status=$(printf '%s' "$page" | tail -n 1)
  case $status in
    200)
      case $page in
        *"<title>$TITLE</title>"*)
          echo "ok: GET $URL: 200, $TITLE"
          exit 0
          ;;
      esac
      got="200 without the title '$TITLE'"
      ;;
    000) got='no answer' ;;
    *) got=$status ;;
  esac
  echo "attempt $attempt of $ATTEMPTS: GET $URL: $got"
  if [ "$attempt" -ge "$ATTEMPTS" ]; then
    echo "failed: GET $URL: $got"
    exit 1
  fi
  attempt=$((attempt + 1))
  sleep "$PAUSE"
done
`;
