import { map } from "./checks";
import { isKnown, Problem } from "./problem";
import { Checked } from "./release";

/** The parts of remoteWriteAuth that Helm values and previews show, and where a secret belongs instead. */
const clearTexts = {
    headers: "set it in remoteWriteAuth.authorization or remoteWriteAuth.basicAuth",
    "oauth2.endpointParams": "set it in remoteWriteAuth.oauth2.clientSecret",
};
type ClearText = keyof typeof clearTexts;

const why = (part: ClearText) => `and Helm values and previews show ${part}; ${clearTexts[part]}, which goes into a Secret`;

/** A part of remoteWriteAuth, as far as it is there. */
export function clearText(auth: Checked, part: ClearText): unknown {
    return part === "headers" ? auth.headers : auth.oauth2?.endpointParams;
}

/** Whether a name is that of a secret, such as `X-API-Key`, `authToken` and `client_secret`; `requested_token_type` is not. */
function namesSecret(name: string): boolean {
    return /authorization|(api|access|private)[-_]?key|token|secret|passw|credential|cookie|assertion/i.test(name) && !/[-_]type$/i.test(name);
}

/** Entries of the parts in clear that are secrets by their names. */
export function secretNameProblems(path: string, auth: Checked): Problem[] {
    return (Object.keys(clearTexts) as ClearText[]).flatMap((part) => {
        const entries = clearText(auth, part);
        const names = isKnown(entries) && map.holds(entries) ? Object.keys(entries as Checked) : [];
        return names.filter(namesSecret).map((name) => ({ path: `${path}.${part}.${name}`, reason: `is a secret by its name, ${why(part)}` }));
    });
}

/** Parts in clear of which Pulumi knows that they are secret. */
export function secretValueProblems(path: string, secret: Record<ClearText, boolean>): Problem[] {
    return (Object.keys(clearTexts) as ClearText[])
        .filter((part) => secret[part])
        .map((part) => ({ path: `${path}.${part}`, reason: `holds a secret, ${why(part)}` }));
}
