package dev.monitor.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UrlPolicy}.
 */
class UrlPolicyTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					/a                      | -                          | /a
					/a                      | q=1&b                      | /a?q=1&b
					/a                      | token=abc/def+g=           | /a?token=REDACTED
					/a                      | token=abc;def&x=1          | /a?token=REDACTED&x=1
					/a                      | x=1;token=abc              | /a?x=1;token=REDACTED
					/a                      | X-Amz-Signature=a&sig=b    | /a?X-Amz-Signature=REDACTED&sig=REDACTED
					/a                      | PASSWORD=p&x=y             | /a?PASSWORD=REDACTED&x=y
					/a                      | pass%77ord=p               | /a?pass%77ord=REDACTED
					/a                      | %70%61ssword=p&            | /a?%70%61ssword=REDACTED&
					/a                      | tokens=1&mytoken=2         | /a?tokens=1&mytoken=2
					/a                      | r=/b?token=abc&x=1         | /a?r=/b?token=REDACTED&x=1
					/a                      | x=token=1                  | /a?x=token=1
					/a                      | token=                     | /a?token=REDACTED
					/a                      | accessToken=a&client-secret=b&Api_Key=c | /a?accessToken=REDACTED&client-secret=REDACTED&Api_Key=REDACTED
					/a                      | to=http%3A%2F%2Fh%2Fcb%3Fx%3D1%26code%3Dabc%26y%3D2&z=3 | /a?to=http%3A%2F%2Fh%2Fcb%3Fx%3D1%26code%3DREDACTED&z=3
					/a                      | to=%252Fb%253ftoken%253dabc&z | /a?to=%252Fb%253ftoken%253dREDACTED&z
					/a                      | to=%252Fb%253f%2574oken%253dabc | /a?to=%252Fb%253f%2574oken%253dREDACTED
					/a                      | to=http://h/%23access_token%3Dabc | /a?to=http://h/%23access_token%3DREDACTED
					/a                      | a=%3&b=%25&c=%2525&d=%zz&e=% | /a?a=%3&b=%25&c=%2525&d=%zz&e=%
					/a                      | a=%25token=b&token%3=c&token%=d | /a?a=%25token=b&token%3=c&token%=d
					/a                      | =1&&;=&token               | /a?=1&&;=&token
					/a                      | %                          | /a?%
					/a;jsessionid=ABC/b     | -                          | /a;jsessionid=REDACTED/b
					http://u:p@host/a       | x                          | http://REDACTED:REDACTED@host/a?x
					http://host/a@b         | x                          | http://host/a@b?x
					""")
	void secretsAreRedacted(String path, String query, String expected) {
		assertThat(UrlPolicy.REDACTED.apply(path, query)).isEqualTo(expected);
	}

	@Test
	void aPathAloneHasNoQueryAndNoSecret() {
		assertThat(UrlPolicy.PATH_ONLY.apply("/a;jsessionid=ABC", "x=1")).isEqualTo("/a;jsessionid=REDACTED");
	}

	@Test
	void everythingIsLoggedWhereItIsAskedFor() {
		assertThat(UrlPolicy.FULL.apply("/a", "token=abc")).isEqualTo("/a?token=abc");
	}

	@Test
	void aQueryWithoutSecretsIsNotCopied() {
		String query = "a=1&".repeat(2_000);
		assertThat(SecretParameters.redactQuery(query)).isSameAs(query);
	}

}
