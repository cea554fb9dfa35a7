import { env } from "../env";
import type { Audience, TrustedIssuer } from "./schema";

/** This site's registration with it, which the web alone has. */
type Provider = TrustedIssuer & { clientSecret: string };

/** Returns whose word is taken for an audience. For migrations and the worker, which have no secret. Undefined if nobody's is. */
export function trustedIssuer(audience: Audience): TrustedIssuer | undefined {
	const set = env();
	const [issuer, clientId] =
		audience === "staff"
			? [set.OIDC_STAFF_ISSUER, set.OIDC_STAFF_CLIENT_ID]
			: [set.OIDC_MEMBERS_ISSUER, set.OIDC_MEMBERS_CLIENT_ID];
	return issuer && clientId ? { issuer, clientId } : undefined;
}

/** Returns an audience's provider for single sign-on. Undefined, which disables it, unless all three variables are set. */
export function singleSignOn(audience: Audience): Provider | undefined {
	const trusted = trustedIssuer(audience);
	const clientSecret = audience === "staff" ? env().OIDC_STAFF_CLIENT_SECRET : env().OIDC_MEMBERS_CLIENT_SECRET;
	return trusted && clientSecret ? { ...trusted, clientSecret } : undefined;
}

/** Whether staff may sign in by an emailed code. */
export function staffSignInByCode(): boolean {
	return env().STAFF_SIGN_IN_BY_CODE === "yes";
}
