package dev.monitor.guard;

import dev.monitor.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RealmTests {

	private final Realm realm = new Realm("dashboard", "The dashboard", "admin:dashboard");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					WRONG_METHOD       | 405 |                                                    | The dashboard can only be read, with GET or HEAD.
					NOT_LOOPBACK       | 401 | ''                                                 | A bearer token is needed.
					NO_TOKEN           | 401 | ''                                                 | A bearer token is needed.
					AMBIGUOUS          | 400 | ', error="invalid_request"'                        | The Authorization header was sent more than once.
					INVALID_TOKEN      | 401 | ', error="invalid_token"'                          | The bearer token is not valid.
					EXPIRED_TOKEN      | 401 | ', error="invalid_token", error_description="The token expired"' | The bearer token expired.
					INSUFFICIENT_SCOPE | 403 | ', error="insufficient_scope", scope="admin:dashboard"' | The bearer token does not open the dashboard.
					UNVERIFIABLE       | 503 |                                                    | The bearer token cannot be checked at the moment.
					TOO_MANY_FAILURES  | 429 |                                                    | There were too many failures from this address.
					""")
	void aRefusalIsAProblemWithAChallenge(Decision decision, int status, String error, String detail) {
		HttpResponse answer = this.realm.refuse(decision);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.headers().get("WWW-Authenticate"))
			.isEqualTo((error != null) ? "Bearer realm=\"dashboard\"" + error : null);
		assertThat(answer.body()).asString().endsWith(",\"status\":" + status + ",\"detail\":\"" + detail + "\"}\n");
	}

	@Test
	void whatToDoIsTold() {
		assertThat(this.realm.refuse(Decision.WRONG_METHOD).headers()).containsEntry("Allow", "GET, HEAD");
		assertThat(this.realm.refuse(Decision.TOO_MANY_FAILURES).headers()).containsEntry("Retry-After", "1");
	}

	@Test
	void whoIsAdmittedIsNotRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.realm.refuse(Decision.ADMITTED));
	}

}
