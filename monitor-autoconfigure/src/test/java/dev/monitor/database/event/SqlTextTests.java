package dev.monitor.database.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlText}.
 */
class SqlTextTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			select 1, SELECT
			"  insert into t values (1)", INSERT
			(select 1) union (select 2), SELECT
			with a as (select 1) select * from a, WITH
			/* select */ update t set a = 1, UPDATE
			/**/ delete from t, DELETE
			/* open, ""
			{call p(?)}, CALL
			{? = call f(?)}, CALL
			{?=call f(?)}, CALL
			truncate, TRUNCATE
			"", ""
			;, ""
			- -, ""
			""")
	void operationIsTheFirstKeyword(String sql, String operation) {
		assertThat(SqlText.of(sql).operation()).isEqualTo(operation.isEmpty() ? null : operation);
	}

	@Test
	void lineCommentsAreNoOperation() {
		assertThat(SqlText.of("-- all of them\n--\r\nselect 1").operation()).isEqualTo("SELECT");
		assertThat(SqlText.of("-- all of them").operation()).isNull();
	}

	@Test
	void operationIsUpperCaseInEveryLanguageAndBounded() {
		assertThat(SqlText.of("inſert").operation()).isEqualTo("IN");
		assertThat(SqlText.of("insert into t").operation()).isEqualTo("INSERT");
		assertThat(SqlText.of("a".repeat(5000)).operation()).isEqualTo("A".repeat(32));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "select 'a literal'\nfrom t -- comment" })
	void statementIsLeftAsItIs(String sql) {
		assertThat(SqlText.of(sql).statement()).isEqualTo(sql);
	}

	@Test
	void longStatementIsCut() {
		assertThat(SqlText.of("x".repeat(2000)).statement()).isEqualTo("x".repeat(2000));
		assertThat(SqlText.of("x".repeat(2001)).statement()).isEqualTo("x".repeat(1997) + "...");
	}

	@Test
	void noCharacterIsCutInTwo() {
		String sql = "x".repeat(1996) + "\uD83D\uDE00".repeat(10);
		assertThat(SqlText.of(sql).statement()).isEqualTo("x".repeat(1996) + "...");
	}

}
