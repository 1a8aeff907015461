import * as pulumi from "@pulumi/pulumi";
import { clearText, secretValueProblems } from "./clearTexts";
import { describeProblem, pending, Problem } from "./problem";
import { Checked } from "./release";

/** Args with each output and promise replaced by `pending`. */
function knownNow(value: unknown): unknown {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) {
        return pending;
    }
    if (Array.isArray(value)) {
        return value.map(knownNow);
    }
    if (typeof value === "object" && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, knownNow(inner)]));
    }
    return value;
}

/** A stack without the frames `node_modules/@scope/file`, which Node 20 takes a minute to colour, as Pulumi has it do. */
function withoutSlowFrames(stack: string | undefined): string | undefined {
    const isSlow = (frame: string) => /node_modules[\\/]@[^\\/]+[\\/][^\\/]+$/.test(frame);
    return stack
        ?.split("\n")
        .filter((frame) => !isSlow(frame))
        .join("\n");
}

/** Throws one error that lists all problems. */
function throwErrors(problems: Problem[], resource: pulumi.ComponentResource, when: "at once" | "late"): void {
    const errors = problems.filter(({ warning }) => !warning);
    if (errors.length > 0) {
        // Of an output that fails, Pulumi prints the message alone; of other errors the args' values, too, where it is given their paths.
        const told = errors.filter(({ confidential }) => confidential || when === "late");
        const texts = told.map((problem) => `\n  ${problem.path} ${describeProblem(problem)}`).join("");
        const error = new pulumi.InputPropertiesError({
            message: `${resource.constructor.name} has ${errors.length} wrong ${errors.length === 1 ? "arg" : "args"}${texts && `:${texts}`}`,
            errors: errors.filter(({ confidential }) => !confidential).map((problem) => ({ propertyPath: problem.path, reason: describeProblem(problem) })),
        });
        error.stack = withoutSlowFrames(error.stack);
        throw error;
    }
}

/**
 * Checks args as far as they are known now.
 * @throws InputPropertiesError that lists all problems.
 */
export function checkKnownArgs(args: object, findProblems: (args: Checked) => Problem[], resource: pulumi.ComponentResource): void {
    const problems = findProblems(knownNow(args) as Checked);
    throwErrors(problems, resource, "at once");
    for (const problem of problems) {
        void pulumi.log.warn(`${problem.path} ${describeProblem(problem)}`, resource);
    }
}

/** Args that are checked when all of them are known; the output fails with the error where one is wrong. */
export function checkedArgs<A extends object>(
    args: A,
    findProblems: (args: Checked) => Problem[],
    resource: pulumi.ComponentResource,
): pulumi.Output<pulumi.Unwrap<A>> {
    const all = pulumi.output(args) as pulumi.Output<pulumi.Unwrap<A>>;
    return all.apply((whole) => {
        throwErrors(findProblems(whole as Checked), resource, "late");
        return whole;
    });
}

/** Fails where a part of remoteWriteAuth that Helm values show is a secret of Pulumi's. */
export function refusedSecrets(auth: object, resource: pulumi.ComponentResource): pulumi.Output<void> {
    const isSecret = async (value: unknown) => pulumi.isSecret(pulumi.output(value));
    const headers = isSecret(clearText(auth, "headers"));
    const endpointParams = isSecret(clearText(auth, "oauth2.endpointParams"));
    return pulumi
        .all([headers, endpointParams])
        .apply(([ofHeaders, ofParams]) => throwErrors(secretValueProblems("remoteWriteAuth", { headers: ofHeaders, "oauth2.endpointParams": ofParams }), resource, "late"));
}
