package dev.monitor.job;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PathNames} and {@link JobKeys}.
 */
class PathNamesTests {

	@ParameterizedTest
	@ValueSource(strings = { "mail", "com.example.Mail$Job", ".", "..", "a/b\\c", "100 %25", "a+b;c=d", "~!*'()",
			"ü\u0000\n", "\ud83d\ude00", "<img src=x onerror=alert(1)>" })
	void namesComeBackAndHoldNothingThatAFirewallRefuses(String name) {
		String path = PathNames.join("system", name, "x");
		assertThat(path).matches("system/(?!\\.)[\\w~.*!-]+/x");
		assertThat(PathNames.split(path)).containsExactly("system", name, "x");
	}

	@Test
	void whatSomebodyElseWroteIsTakenAsItIsOrRefused() {
		assertThat(PathNames.split("a%20b/c+d")).containsExactly("a%20b", "c+d");
		assertThatIllegalArgumentException().isThrownBy(() -> PathNames.split("a!zz"));
		assertThatIllegalArgumentException().isThrownBy(() -> PathNames.split("a!"));
	}

	@Test
	void aKeyIsReadableUnlessItWasMadeElsewhere() {
		assertThat(JobKeys.words(JobKeys.join(0, "send mail", "a~b/ü"))).isEqualTo("0 send mail a~b/ü");
		for (String other : List.of("%200", "100%", "a b", "%zz")) {
			assertThat(JobKeys.words(other)).isEqualTo(other);
		}
		assertThat(Arrays.asList(JobKeys.words("7e1c-4b").split(" "))).containsExactly("7e1c-4b");
	}

}
