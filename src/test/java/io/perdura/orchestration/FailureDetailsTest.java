package io.perdura.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailureDetailsTest {

  private final FailureDetails details = FailureDetails.of(new FileNotFoundException("a.txt"));

  @Test
  void aFailureIsCausedByItsClassAndThoseAboveIt() {
    assertThat(details.isCausedBy(FileNotFoundException.class)).isTrue();
    assertThat(details.isCausedBy(IOException.class)).isTrue();
    assertThat(details.isCausedBy(Exception.class)).isTrue();
    assertThat(details.isCausedBy(RuntimeException.class)).isFalse();
  }

  @Test
  void aClassThatIsNotDeployedIsKnownByNothing() {
    FailureDetails foreign = new FailureDetails("com.example.Gone", "x", null, null);
    assertThat(foreign.isCausedBy(Exception.class)).isFalse();
  }

  @Test
  void messageStackAndCauseAreKept() {
    FailureDetails outer = FailureDetails.of(new IllegalStateException("outer", new IOException()));
    assertThat(outer.getErrorType()).isEqualTo(IllegalStateException.class.getName());
    assertThat(outer.getErrorMessage()).isEqualTo("outer");
    assertThat(outer.getStackTrace()).contains(FailureDetailsTest.class.getName());
    assertThat(outer.getInnerFailure().getErrorType()).isEqualTo(IOException.class.getName());
    assertThat(outer.getInnerFailure().getErrorMessage()).isEmpty();
  }

  @Test
  void anExceptionThatCannotTellItsMessageIsStillKnownByItsClass() {
    class Mute extends RuntimeException {
      @Override
      public String getMessage() {
        throw new UnsupportedOperationException("no message");
      }
    }
    FailureDetails mute = FailureDetails.of(new Mute());
    assertThat(mute.getErrorType()).isEqualTo(Mute.class.getName());
    assertThat(mute.getErrorMessage()).contains(UnsupportedOperationException.class.getName());
  }

  @Test
  void anExceptionWhoseMessageEndsInAnErrorIsStillKnownByItsClass() {
    class Broken extends RuntimeException {
      @Override
      public String getMessage() {
        throw new NoClassDefFoundError("no.such.Class");
      }
    }
    FailureDetails broken = FailureDetails.of(new Broken());
    assertThat(broken.getErrorType()).isEqualTo(Broken.class.getName());
    assertThat(broken.getErrorMessage()).contains(NoClassDefFoundError.class.getName());
  }

  @Test
  void hugeMessagesAreCutOff() {
    FailureDetails huge = FailureDetails.of(new IllegalStateException("x".repeat(10_000_000)));
    assertThat(huge.getErrorMessage()).hasSizeLessThan(40_000).contains("10000000 characters");
    assertThat(huge.getStackTrace()).hasSizeLessThan(140_000);
  }
}
